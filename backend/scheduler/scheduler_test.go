package scheduler_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"stepwise/backend/scheduler"
)

func TestItBeatsAtOnceEveryTwentySecondsAndAfterAKick(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		beats := 0
		h, err := scheduler.Start(t.Context(), func(context.Context) (time.Duration, error) { beats++; return 0, nil }, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		expect := func(want int, when string) {
			t.Helper()
			synctest.Wait()
			if beats != want {
				t.Errorf("%s: %d beats, want %d", when, beats, want)
			}
		}
		expect(1, "at the start")
		<-time.After(time.Minute + time.Second)
		expect(4, "after a minute")
		h.Kick()
		expect(5, "after a kick")
		h.Stop()
		<-time.After(time.Minute)
		expect(5, "after Stop")
	})
}

func TestKicksWhileItBeatsCountOnceAndAnErrorDoesNotStopIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		beats, inside := 0, 0
		var h *scheduler.Heart
		beat := func(context.Context) (time.Duration, error) {
			beats++
			inside++
			if inside > 1 {
				t.Error("two beats at the same time")
			}
			if beats == 2 {
				for range 10 {
					h.Kick()
				}
			}
			inside--
			return 0, errors.New("disk full")
		}
		var err error
		h, err = scheduler.Start(t.Context(), beat, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		h.Kick()
		synctest.Wait()
		if beats != 3 {
			t.Errorf("%d beats, want 3: the start, the kick, and one for all ten", beats)
		}
		h.Stop()
	})
}

func TestItBeatsWhenSomethingIsNextDue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		var at []time.Duration
		h, err := scheduler.Start(t.Context(), func(context.Context) (time.Duration, error) {
			at = append(at, time.Since(begun))
			return 3*time.Second - time.Since(begun), nil
		}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(19 * time.Second)
		h.Stop()
		if len(at) != 2 || at[1] != 3*time.Second {
			t.Errorf("beats at %v, want at 0s and 3s", at)
		}
	})
}
