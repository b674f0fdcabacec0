package desktop

func placeOf(getenv func(string) string) place {
	home := getenv("HOME")
	if home == "" {
		return nil
	}
	return agent(home)
}
