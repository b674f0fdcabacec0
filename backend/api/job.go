package api

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"stepwise/backend/crm"
)

// JobView is how far something long has come.
type JobView struct {
	ID     string      `json:"id"`
	State  string      `json:"state" ts_type:"'running'|'done'|'failed'|'cancelled'"`
	Phase  string      `json:"phase" ts_type:"''|'checking'|'applying'|'undoing'"` // of an import: what Done counts
	Done   int         `json:"done"`
	Total  int         `json:"total"`
	Result crm.Phrase  `json:"result"`
	Error  *crm.Error  `json:"error"`
	Undo   crm.BatchID `json:"undo" ts_type:"string"` // undoes what it did so far; "" where nothing can be undone
}

// JobIn names a job.
type JobIn struct {
	ID string `json:"id"`
}

// jobs are the long things that this process is doing or has done. They do not
// outlive it: what a job writes is one transaction, so a crash leaves nothing
// half done.
type jobs struct {
	mu    sync.Mutex
	last  int64
	runs  map[string]*jobRun
	order []string // their ids, oldest first
}

type jobRun struct {
	mu     sync.Mutex
	view   JobView
	done   atomic.Int64
	cancel context.CancelFunc
	tell   func()
	ended  chan struct{}
	result any // what some jobs answer with, beside the view
}

// at says how far a job with phases is.
func (j *jobRun) at(phase string, done, total int) {
	j.mu.Lock()
	j.view.Phase, j.view.Total = phase, total
	j.mu.Unlock()
	j.done.Store(int64(done))
	j.tell()
}

// keep leaves an answer for who asks after the job's end.
func (j *jobRun) keep(result any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.result = result
}

func (j *jobRun) kept() any {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.result
}

// undoes says what undoes the job.
func (j *jobRun) undoes(batch crm.BatchID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.view.Undo = batch
}

// step counts one more thing as done, and tells about every hundredth.
func (j *jobRun) step() {
	if j.done.Add(1)%100 == 0 {
		j.tell()
	}
}

func (j *jobRun) look() JobView {
	j.mu.Lock()
	defer j.mu.Unlock()
	v := j.view
	v.Done = int(j.done.Load())
	return v
}

// keep is how many jobs can be asked about, besides those that still run.
const keep = 20

// start runs fn beside the caller and answers at once. The job ends with the
// process, not with the call.
func (js *jobs) start(s *Session, kind string, total int, fn func(context.Context, *jobRun) (crm.Phrase, error)) JobView {
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.ctx))
	js.mu.Lock()
	js.last++
	id := kind + "_" + strconv.FormatInt(js.last, 10)
	j := &jobRun{view: JobView{ID: id, State: "running", Total: total}, cancel: cancel, ended: make(chan struct{})}
	j.tell = func() { s.svc.deps.Bus.Publish(Event{Noun: "job", IDs: []string{id}}) }
	if js.runs == nil {
		js.runs = map[string]*jobRun{}
	}
	js.runs[id] = j
	js.order = append(js.order, id)
	js.forget()
	js.mu.Unlock()
	go func() {
		defer cancel()
		var said crm.Phrase // also of a cancelled job: what it did stays
		_, err := Guard(s, kind, func() (out crm.Phrase, err error) {
			said, err = fn(ctx, j)
			return said, err
		})
		j.end(said, err)
		close(j.ended)
		j.tell()
	}()
	return j.look()
}

// during is the session of somebody's job: it ends with the job and not with
// the call that started it.
func (s *Session) during(ctx context.Context) *Session {
	own := *s
	own.ctx = ctx
	return &own
}

// forget lets go of the oldest ended jobs beyond keep.
func (js *jobs) forget() {
	over := len(js.order) - keep
	js.order = slices.DeleteFunc(js.order, func(id string) bool {
		if over <= 0 || js.runs[id].look().State == "running" {
			return false
		}
		over--
		delete(js.runs, id)
		return true
	})
}

func (j *jobRun) end(out crm.Phrase, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.view.State, j.view.Result = "done", out
	if err == nil {
		return
	}
	j.view.State = "failed"
	if errors.Is(err, context.Canceled) {
		j.view.State = "cancelled"
	}
	errors.As(err, &j.view.Error)
}

func (js *jobs) find(id string) (*jobRun, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if j, ok := js.runs[id]; ok {
		return j, nil
	}
	return nil, crm.NotFound("job")
}

// GetJob says how far a job has come.
func (s *Session) GetJob(in JobIn) (JobView, error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return JobView{}, err
	}
	return j.look(), nil
}

// CancelJob stops a job; nothing half-done stays.
func (s *Session) CancelJob(in JobIn) (JobView, error) {
	j, err := s.svc.jobs.find(in.ID)
	if err != nil {
		return JobView{}, err
	}
	j.cancel()
	return j.look(), nil
}

// Wait waits until a job has ended, or the caller's patience has.
func (s *Service) Wait(ctx context.Context, id string) (JobView, error) {
	j, err := s.jobs.find(id)
	if err != nil {
		return JobView{}, err
	}
	select {
	case <-j.ended:
		return j.look(), nil
	case <-ctx.Done():
		return j.look(), ctx.Err()
	}
}
