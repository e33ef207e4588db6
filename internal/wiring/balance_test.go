package wiring_test

import (
	"sync"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/wiring"
)

// Blocks that come by again, because they are replaced, count once; what is given back counts less.
func TestBalance(t *testing.T) {
	t.Parallel()
	var b wiring.Balance
	b.Bought("staff", 3)
	b.Bought("staff", 3)
	b.Bought("shrunk", -1)
	b.Needed("desk")
	b.Freed()
	if needed, bought := b.Needed("desk"); needed != 0 || bought != 2 {
		t.Errorf("needed %d, bought %d, want 0 and 2", needed, bought)
	}
	if needed, _ := b.Needed("phone"); needed != 1 {
		t.Errorf("needed %d, want 1", needed)
	}
}

// A thing is said once, however many blocks come by at a time.
func TestSaidOnce(t *testing.T) {
	t.Parallel()
	var said wiring.Said
	var mu sync.Mutex
	times := 0
	var blocks sync.WaitGroup
	for range 50 {
		blocks.Go(func() {
			if said.Once("no free licence") {
				mu.Lock()
				defer mu.Unlock()
				times++
			}
		})
	}
	blocks.Wait()
	if times != 1 {
		t.Errorf("it was said %d times", times)
	}
	if !said.Once("another thing") {
		t.Error("another thing wasn't said")
	}
}

func TestSeveral(t *testing.T) {
	t.Parallel()
	for want, names := range map[string][]string{
		"a":                        {"a"},
		"a, b":                     {"b", "a"},
		"a, b, c, d, e and 2 more": {"g", "f", "e", "d", "c", "b", "a"},
	} {
		if got := wiring.Several(names); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
