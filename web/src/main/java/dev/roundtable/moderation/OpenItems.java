package dev.roundtable.moderation;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.roundtable.people.Audiences;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Viewer;
import dev.roundtable.site.Duties;
import dev.roundtable.site.Waiting;
import dev.roundtable.site.WaitingCounts;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Moderators see on every page that something waits for them. */
@Component
class OpenItems implements Duties {

	/** How many of each of the other queues are counted. */
	private static final int MOST_OF_OTHERS = 1000;

	private static final String POSTS = """
			select 1 as one from review_items i join post_facts p on p.post_id = i.post_id
			join topic_facts t on t.topic_id = p.topic_id
			where i.slot = 0 and %s""".formatted(Audiences.mayRead("t.readers"));

	private final ObjectProvider<OtherQueue> others;

	private final WaitingCounts counts;

	OpenItems(ObjectProvider<OtherQueue> others, WaitingCounts counts) {
		this.others = others;
		this.counts = counts;
	}

	@Override
	public @Nullable Waiting waiting(Principal who) {
		if (!(who instanceof Viewer viewer) || !viewer.may(Capability.MODERATE)) {
			return null;
		}
		String all = Stream.concat(Stream.of(POSTS), this.others.stream().map(OtherQueue::open))
			.map((rows) -> "select one from (%s limit %d) queue".formatted(rows, MOST + 1))
			.collect(Collectors.joining(" union all "));
		return new Waiting(all, Map.of("audiences", Audiences.of(viewer).array()));
	}

	/** The queues beside that of posts, each with how many wait there. */
	List<Other> others(Viewer moderator) {
		moderator.require(Capability.MODERATE);
		List<OtherQueue> queues = this.others.orderedStream().toList();
		List<Integer> counts = this.counts
			.of(queues.stream().map((queue) -> new Waiting(queue.open(), Map.of())).toList(), MOST_OF_OTHERS);
		return Stream.iterate(0, (i) -> i + 1)
			.limit(queues.size())
			.map((i) -> new Other(queues.get(i), counts.get(i)))
			.toList();
	}

	record Other(OtherQueue queue, int waiting) {
	}

}
