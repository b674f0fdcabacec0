package filter

import "slices"

// The logic of trees for Advise: every condition becomes a formula over
// variables such as "the status", "days until Valid until" or "tagged Hot". A
// variable is a point on a line; of it only the cells between the values that
// conditions name can be told apart. Variables are taken to be free of each
// other where they aren't in truth, so that what is called impossible is, and
// something impossible may go unsaid.

// variable is one thing about a card that formulas ask about.
type variable struct {
	whole  bool      // of whole numbers only
	closed []float64 // all its values, where they are known
	breaks []float64
	tests  []*formula
	cells  int // how many can be told apart
}

// formula is a tree of tests; exactly one of its forms is used.
type formula struct {
	form  form
	parts []*formula
	of    *variable
	test  func(x float64) bool
	truth []bool // by cell of the variable
}

type form int

const (
	isTest form = iota
	isAll
	isAny
	isNot
)

func allOf(parts ...*formula) *formula { return &formula{form: isAll, parts: parts} }
func anyOf(parts ...*formula) *formula { return &formula{form: isAny, parts: parts} }
func notSo(part *formula) *formula     { return &formula{form: isNot, parts: []*formula{part}} }

// divide makes the cells of a variable from the values at which its tests
// change, and asks each test about each cell. Cells of which all tests say the
// same are one.
func (v *variable) divide() {
	seen := map[string]bool{}
	for _, x := range v.values() {
		answers := make([]byte, len(v.tests))
		for i, f := range v.tests {
			if f.test(x) {
				answers[i] = 1
			}
		}
		if seen[string(answers)] {
			continue
		}
		seen[string(answers)] = true
		v.cells++
		for i, f := range v.tests {
			f.truth = append(f.truth, answers[i] == 1)
		}
	}
}

// values are all values of a variable, or one between and around each two of
// those that tests name.
func (v *variable) values() []float64 {
	if v.closed != nil {
		return v.closed
	}
	slices.Sort(v.breaks)
	breaks := slices.Compact(v.breaks)
	list := []float64{0} // of a variable that nothing compares, any value
	for i, b := range breaks {
		switch {
		case i == 0:
			list = []float64{b - 1}
		case !v.whole:
			list = append(list, breaks[i-1]+(b-breaks[i-1])/2)
		case b-breaks[i-1] > 1:
			list = append(list, b-1)
		}
		list = append(list, b)
	}
	return append(list, list[len(list)-1]+1)
}

// truth of three values.
type truth int8

const (
	undecided truth = iota
	surely
	surelyNot
)

// solver looks for values that make formulas true, as long as its budget of
// looked-at nodes lasts.
type solver struct {
	always []*formula // laws that hold beside whatever is asked
	chosen map[*variable]int
	budget int
}

// never is true where no values make all the formulas true. It is false also
// where the budget ended before that was clear.
func (s *solver) never(list ...*formula) bool {
	s.chosen = map[*variable]int{}
	found, sure := s.search(allOf(slices.Concat(list, s.always)...))
	return sure && !found
}

func (s *solver) search(f *formula) (found, sure bool) {
	if s.budget <= 0 {
		return false, false
	}
	switch s.look(f) {
	case surely:
		return true, true
	case surelyNot:
		return false, true
	}
	v := s.open(f)
	defer delete(s.chosen, v)
	for i := range v.cells {
		s.chosen[v] = i
		if found, sure = s.search(f); found || !sure {
			return found, sure
		}
	}
	return false, true
}

// look is what the chosen values say of a formula.
func (s *solver) look(f *formula) truth {
	s.budget--
	switch f.form {
	case isTest:
		return s.lookTest(f)
	case isNot:
		return [...]truth{undecided: undecided, surely: surelyNot, surelyNot: surely}[s.look(f.parts[0])]
	}
	decides, otherwise := surelyNot, surely
	if f.form == isAny {
		decides, otherwise = surely, surelyNot
	}
	for _, p := range f.parts {
		switch s.look(p) {
		case decides:
			return decides
		case undecided:
			otherwise = undecided
		}
	}
	return otherwise
}

func (s *solver) lookTest(f *formula) truth {
	if i, chosen := s.chosen[f.of]; chosen {
		if f.truth[i] {
			return surely
		}
		return surelyNot
	}
	switch {
	case !slices.Contains(f.truth, false):
		return surely
	case !slices.Contains(f.truth, true):
		return surelyNot
	}
	return undecided
}

// open is a variable on whose value a formula that is still undecided depends.
func (s *solver) open(f *formula) *variable {
	if f.form == isTest {
		return f.of
	}
	for _, p := range f.parts {
		if s.look(p) == undecided {
			return s.open(p)
		}
	}
	return nil // not reached: something below is undecided
}
