package aside

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// bound puts the process into a job that keeps the limit of memory, and that
// ends all children with it. Without the job nothing is bounded but the time.
func bound(memory int64) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{ProcessMemoryLimit: uintptr(memory)}
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY |
		windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
	if _, err := windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))); err != nil {
		return
	}
	// The handle stays open until the process ends.
	_ = windows.AssignProcessToJobObject(job, windows.CurrentProcess())
}

// resident is not asked for: the job keeps the limit.
func resident() int64 { return 0 }
