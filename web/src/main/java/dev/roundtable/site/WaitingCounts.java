package dev.roundtable.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits, in one statement however many rooms keep something for somebody. */
@Component
public class WaitingCounts {

	private final JdbcClient jdbc;

	WaitingCounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * In their order.
	 * @param most where each stops being counted
	 */
	public List<Integer> of(List<Waiting> waiting, int most) {
		if (waiting.isEmpty()) {
			return List.of();
		}
		Map<String, Object> parameters = new HashMap<>();
		waiting.forEach((one) -> parameters.putAll(one.parameters()));
		return this.jdbc
			.sql(IntStream.range(0, waiting.size())
				.mapToObj((i) -> "(select count(*) from (%s limit %d) w%d)".formatted(waiting.get(i).rows(), most, i))
				.collect(Collectors.joining(", ", "select ", "")))
			.params(parameters)
			.query((row, _) -> {
				List<Integer> counts = new ArrayList<>();
				for (int i = 1; i <= waiting.size(); i++) {
					counts.add(row.getInt(i));
				}
				return counts;
			})
			.single();
	}

}
