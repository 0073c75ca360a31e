package main

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"foolscope/engine/study"
)

// manifest reads a job of packaging/cluster as Kubernetes would that refuses what its schema does not have.
func manifest(t *testing.T, name string) batch.Job {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "packaging", "cluster", name))
	if err != nil {
		t.Fatal(err)
	}
	var job batch.Job
	if err := yaml.UnmarshalStrict(data, &job); err != nil {
		t.Fatal(err)
	}
	if job.APIVersion != "batch/v1" || job.Kind != "Job" || job.Name == "" {
		t.Errorf("%s is %s %s %q", name, job.APIVersion, job.Kind, job.Name)
	}
	if job.Spec.Template.Spec.RestartPolicy != core.RestartPolicyNever {
		t.Errorf("%s: the restart policy is %q", name, job.Spec.Template.Spec.RestartPolicy)
	}
	return job
}

func TestManifestsOfKubernetes(t *testing.T) {
	for _, name := range []string{"study.yaml", "merge.yaml"} {
		pod := manifest(t, name).Spec.Template.Spec
		if len(pod.Containers) != 1 {
			t.Fatalf("%s has %d containers", name, len(pod.Containers))
		}
		c := pod.Containers[0]
		for _, mount := range c.VolumeMounts {
			if !slices.ContainsFunc(pod.Volumes, func(v core.Volume) bool { return v.Name == mount.Name && v.PersistentVolumeClaim != nil }) {
				t.Errorf("%s mounts %s, which is no claim", name, mount.Name)
			}
		}
		if memory := c.Resources.Limits.Memory(); memory.Cmp(*c.Resources.Requests.Memory()) < 0 {
			t.Errorf("%s asks for more memory than its limit %v", name, memory)
		}
	}
}

// Each pod of the Indexed Job takes its own part, and the parts are what the merge takes.
func TestIndexedJobCoversAllPictures(t *testing.T) {
	job := manifest(t, "study.yaml")
	c := job.Spec.Template.Spec.Containers[0]
	if mode := job.Spec.CompletionMode; mode == nil || *mode != batch.IndexedCompletion {
		t.Fatalf("the completion mode is %v", mode)
	}
	environment := map[string]string{}
	for _, e := range c.Env {
		environment[e.Name] = e.Value
		if e.Name == "JOB_COMPLETION_INDEX" && (e.ValueFrom == nil || e.ValueFrom.FieldRef.FieldPath != "metadata.annotations['"+batch.JobCompletionIndexAnnotation+"']") {
			t.Errorf("the index comes from %v", e.ValueFrom)
		}
	}
	n := int(*job.Spec.Completions)
	taken := map[study.Shard]bool{}
	for i := range n {
		environment["JOB_COMPLETION_INDEX"] = strconv.Itoa(i)
		shard, err := study.ShardOf(func(key string) string { return environment[key] })
		if err != nil || shard.Of != n {
			t.Fatalf("pod %d takes %+v: %v", i, shard, err)
		}
		taken[shard] = true
	}
	if len(taken) != n {
		t.Errorf("%d pods take %d parts", n, len(taken))
	}
	// What is called is a call of the program.
	var o studyOptions
	plans, err := newStudyFlags(&o).parse(c.Command[2:])
	if err != nil || len(plans) != 1 || !slices.Equal(c.Command[:2], []string{"foolscope", "study"}) || !o.quiet {
		t.Fatalf("%v: the command is %q", err, c.Command)
	}
	if _, err := o.plan(plans[0]); err != nil {
		t.Error(err)
	}
	merge := manifest(t, "merge.yaml").Spec.Template.Spec.Containers[0]
	parts, own := strings.CutSuffix(o.out, "$(JOB_COMPLETION_INDEX)")
	if !own || !strings.Contains(merge.Command[2], " "+parts+"*") || merge.Image != c.Image {
		t.Errorf("the pods write to %s, and the merge is %q", o.out, merge.Command)
	}
}
