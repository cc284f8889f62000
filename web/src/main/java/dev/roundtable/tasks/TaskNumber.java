package dev.roundtable.tasks;

public record TaskNumber(long value) {

	public static TaskNumber of(long value) {
		return new TaskNumber(value);
	}

	public String url() {
		return "/tasks/" + this.value;
	}

	@Override
	public String toString() {
		return "#" + this.value;
	}

}
