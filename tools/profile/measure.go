package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// measure opens a network, takes inferences and gradients in turns, and prints
// the times and the memory.
func measure(name, path string, opened classifier.Options, o options) error {
	file, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := ort.Start(); err != nil {
		return err
	}
	size := float64(file.Size()) / 1e6
	start := time.Now()
	c, err := classifier.Open(path, opened)
	if err != nil {
		return err
	}
	defer c.Close()
	fmt.Printf("%s, %.1f MB, batch %d\n\n", name, size, o.batch)
	phase := func(title string, since time.Time) {
		fmt.Printf("%-28s %7.0f ms   peak memory %5.0f MB, %.2f of the file\n",
			title, milliseconds(since), peak(), peak()/size)
	}
	phase("open for inference", start)
	images, losses := pictures(c, o.batch), make([]loss.Loss, o.batch)
	ctx := context.Background()
	at := time.Now()
	if _, err := c.Logits(ctx, images); err != nil {
		return err
	}
	phase("first inference", at)
	at = time.Now()
	if _, _, err := c.Gradient(ctx, images, losses); err != nil {
		return err
	}
	phase("first gradient", at)
	phase("from file to first gradient", start)

	var inference, gradient []float64
	for range o.runs {
		at := time.Now()
		if _, err := c.Logits(ctx, images); err != nil {
			return err
		}
		inference = append(inference, milliseconds(at)/float64(o.batch))
		at = time.Now()
		if _, _, err := c.Gradient(ctx, images, losses); err != nil {
			return err
		}
		gradient = append(gradient, milliseconds(at)/float64(o.batch))
	}
	phase("all", start)
	fmt.Printf("\n%-16s %8s %8s   ms a picture\n", "", "median", "minimum")
	fmt.Printf("%-16s %8.2f %8.2f\n", "inference", median(inference), slices.Min(inference))
	fmt.Printf("%-16s %8.2f %8.2f\n", "gradient", median(gradient), slices.Min(gradient))
	fmt.Printf("%-16s %8.2f %8.2f\n\n", "ratio", median(gradient)/median(inference), slices.Min(gradient)/slices.Min(inference))
	return nil
}

// pictures are some that keep a network busy: no two pixels alike.
func pictures(c *classifier.Classifier, count int) []*pixel.Image {
	images := make([]*pixel.Image, count)
	for n := range images {
		im := pixel.New(c.Info().Width, c.Info().Height)
		for i := range im.Pix {
			im.Pix[i] = float32((i+n)*7919%256) / 255
		}
		images[n] = im
	}
	return images
}

func milliseconds(since time.Time) float64 { return time.Since(since).Seconds() * 1000 }

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// peak is the most memory that this process ever held, in MB; 0 where the
// system does not say as Linux does.
func peak() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "VmHWM:" {
			kib, _ := strconv.ParseFloat(fields[1], 64)
			return kib * 1024 / 1e6
		}
	}
	return 0
}
