// Package iislog counts the statuses of one log with httpstatus log and with what else people use. Its results are in README.md.
package iislog
