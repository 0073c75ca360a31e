package control

import (
	"math"
	"slices"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// Series returns the lines of the sweep, none before the first points are there.
func (s Snapshot) Series() []story.Series {
	if s.Sweep == nil || s.Result == nil || len(s.Sweep.Points) == 0 || s.Result.CleanClass < 0 {
		return nil
	}
	points := s.Sweep.Points
	if x := s.Strength(); s.Current() && !s.SweepStale && !math.IsNaN(x) && s.Result.AttackedProbabilities != nil {
		points = story.WithResult(s.Sweep.Sweep, x, &s.Result.Result)
	}
	var second *story.Result
	if beside := s.Beside(); beside != nil {
		second = &beside.Result.Result
	}
	return story.SweepLines(s.Sweep.Axis, points, &s.Result.Result, second, s.Settings.Compare.With == choice.SecondModel)
}

// Strength is the chosen place on the sweep's axis, NaN if the settings have
// none: the sweep may still be that of another attack.
func (s Snapshot) Strength() float64 {
	if s.Sweep == nil {
		return math.NaN()
	}
	values := s.Settings.Values
	if s.Sweep.Axis == trial.SweepDefense {
		values = s.Settings.DefenseValues
	}
	if value, ok := values[s.Sweep.Param.Key]; ok {
		return value
	}
	return math.NaN()
}

// StepLines are confidence, loss and norms over the steps; none without a trace.
func (s Snapshot) StepLines() []story.StepLine {
	if s.Trace() == nil {
		return nil
	}
	return s.Newest().StepLines()
}

// ClassLines are the confidences of classes over the steps; none without a trace.
func (s Snapshot) ClassLines() []story.StepLine {
	if s.Trace() == nil {
		return nil
	}
	return s.Newest().ClassLines()
}

// PlotCSV writes the numbers of the plot that the settings choose as
// comma-separated values, the names of the columns first; empty if there is
// nothing to write.
func (s Snapshot) PlotCSV() string {
	if s.Settings.Plot.Page == choice.StrengthPage {
		lines := s.Series()
		if len(lines) == 0 || s.SweepStale {
			return ""
		}
		return story.SweepTable(s.Sweep.Param, lines)
	}
	t := s.Trace()
	if t == nil {
		return ""
	}
	lines := s.ClassLines()
	if s.Settings.Plot.Page == choice.StepsPage {
		lines = slices.DeleteFunc(s.StepLines(), func(l story.StepLine) bool { return l.Role == story.RoleNeutral })
	}
	return story.StepsTable(t, lines)
}

// Pairs are the measures of both columns, with dashes for what is not known.
func (s Snapshot) Pairs(first *Result, second *Second) []story.Pair {
	return story.Pairs(&first.Result, &second.Result.Result, s.Settings.Compare.With == choice.SecondModel, s.GradientTime)
}

// Conclusion is the comparison in a few words, empty until it is complete.
func (s *Second) Conclusion(first *Result) string {
	if !s.Final {
		return ""
	}
	return story.Conclusion(&first.Result, &s.Result.Result)
}
