package ort

import (
	"errors"
	"strings"
)

// plain turns an error of onnxruntime into one clear sentence.
func plain(err error) error {
	return errors.New(strings.Join(strings.Fields(err.Error()), " "))
}

// plainRun does so for an error of a run.
func plainRun(err error) error {
	return errors.New("onnxruntime cannot run the network: " + plain(err).Error())
}
