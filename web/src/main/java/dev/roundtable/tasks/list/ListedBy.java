package dev.roundtable.tasks.list;

import java.util.List;

import dev.roundtable.people.Audiences;
import dev.roundtable.tasks.TaskQueries;

import org.springframework.stereotype.Component;

/** What a query of the list finds in memory. */
@Component
class ListedBy implements TaskQueries {

	private final ListQueries queries;

	private final ListedTasks listed;

	ListedBy(ListQueries queries, ListedTasks listed) {
		this.queries = queries;
		this.listed = listed;
	}

	@Override
	public void require(String q) {
		this.queries.of(q, null).requireUnderstood();
	}

	@Override
	public boolean finds(String q, long task) {
		ListQuery query = this.queries.of(q, null);
		return query.doubts().isEmpty() && !this.listed.now()
			.find(query.sort(), null, query.and((one) -> one.number() == task).of(Audiences.of(null)), 1)
			.isEmpty();
	}

	@Override
	public List<Long> found(String q, long behind, int most) {
		ListQuery query = this.queries.of(q, null);
		return query.doubts().isEmpty() ? this.listed.now()
			.find(query.sort(), null, query.and((one) -> one.number() > behind).of(Audiences.of(null)),
					Integer.MAX_VALUE)
			.stream()
			.map(ListedTask::number)
			.sorted()
			.limit(most)
			.toList() : List.of();
	}

}
