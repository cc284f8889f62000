package dev.roundtable.tasks.list;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;

import dev.roundtable.http.CursorPage;
import dev.roundtable.tasks.Task;

/**
 * The orders of the list, each from the greatest down, and what is equal by number. None
 * looks at the origin.
 */
enum Sort {

	SCORE(ListedTask::standing, Task::standing, Double::valueOf),

	NEW(ListedTask::created, (task) -> task.createdAt().toInstant(), Sort::moment),

	VOTES(ListedTask::votes, Task::votes, Integer::valueOf),

	UPDATED(ListedTask::updated, (task) -> task.updatedAt().toInstant(), Sort::moment);

	private final Comparator<ListedTask> order;

	private final Function<ListedTask, Place> placeOfListed;

	private final Function<Task, Place> placeOfTask;

	private final Function<String, Comparable<?>> reading;

	<V extends Comparable<V>> Sort(Function<ListedTask, V> ofListed, Function<Task, V> ofTask,
			Function<String, V> reading) {
		this.order = Comparator.comparing(ofListed).thenComparing(ListedTask::number).reversed();
		this.placeOfListed = (task) -> new Place(ofListed.apply(task), task.number());
		this.placeOfTask = (task) -> new Place(ofTask.apply(task), task.number());
		this.reading = reading::apply;
	}

	Comparator<ListedTask> order() {
		return this.order;
	}

	Place place(ListedTask task) {
		return this.placeOfListed.apply(task);
	}

	Place place(Task task) {
		return this.placeOfTask.apply(task);
	}

	/** As it is written in a query. */
	String written() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What a cursor says, as {@link Place#written} wrote it.
	 * @throws java.time.DateTimeException when it is no moment
	 * @throws NumberFormatException when it is no number
	 * @throws IndexOutOfBoundsException when it is nothing of that kind
	 */
	Place parse(String cursor) {
		int tilde = cursor.lastIndexOf('~');
		return new Place(this.reading.apply(cursor.substring(0, tilde)), Long.parseLong(cursor.substring(tilde + 1)));
	}

	private static Instant moment(String text) {
		return CursorPage.moment(text).toInstant();
	}

	/**
	 * Where something stands in an order, also when it stands there no more.
	 *
	 * @param value what the order compares
	 */
	record Place(Comparable<?> value, long number) {

		String written() {
			return this.value + "~" + this.number;
		}

		/** Negative before the other. Only places of one order compare. */
		@SuppressWarnings("unchecked")
		int compareTo(Place other) {
			int greatestFirst = ((Comparable<Object>) other.value).compareTo(this.value);
			return (greatestFirst != 0) ? greatestFirst : Long.compare(other.number, this.number);
		}

	}

}
