"""訂正を当てる: a reading and the corrections that hold -> the reading as corrected; what is otherwise in it."""
