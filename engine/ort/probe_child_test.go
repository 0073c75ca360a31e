package ort_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"time"

	"foolscope/engine/ort"
)

// beProvider answers as the process in which a provider is tried, the way that
// the driver of one may behave, and ends.
func beProvider(behaviour string) {
	var genuine bytes.Buffer
	if err := ort.Probe(os.Getenv("ORT_TEST_PROVIDER"), &genuine); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var answer struct {
		Outputs []ort.Tensor `json:"outputs"`
	}
	if err := json.Unmarshal(genuine.Bytes(), &answer); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	switch behaviour {
	case "works":
		os.Stdout.Write(genuine.Bytes())
		os.Exit(0)
	case "chatters":
		fmt.Println("card 0: 8 GiB\n{\"device\": 0}\n[3]")
	case "crashes":
		self, _ := os.FindProcess(os.Getpid())
		_ = self.Kill()
		time.Sleep(time.Hour)
	case "panics":
		panic("the driver has lost the card")
	case "hangs":
		time.Sleep(time.Hour)
	case "leaves a child":
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), taskVariable+"=naps")
		child.Stdout = os.Stdout
		if err := child.Start(); err != nil {
			panic(err)
		}
	case "naps":
		time.Sleep(10 * time.Second)
		os.Exit(0)
	case "is silent":
		os.Exit(0)
	case "refuses":
		fmt.Println(`{"outputs": null, "problem": "there is no card"}`)
		os.Exit(0)
	case "rounds":
		for _, y := range answer.Outputs {
			for i, v := range y.Data {
				// What is left of a fraction of 23 bits are 7, as in bfloat16.
				y.Data[i] = math.Float32frombits(math.Float32bits(v) &^ 0xffff)
			}
		}
	case "forgets":
		answer.Outputs = answer.Outputs[:1]
	case "turns":
		answer.Outputs[0].Shape = []int64{10, 1}
	default:
		panic("no such behaviour: " + behaviour)
	}
	line, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s\n", line)
	os.Exit(0)
}
