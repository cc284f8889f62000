package dev.roundtable.forum.lists;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.roundtable.forum.TopicFollowing;
import dev.roundtable.http.Messages;
import dev.roundtable.people.Viewer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * A list of topics is the same for all who may read the same. What somebody she blocks
 * posted is folded away for her alone, in the list as it was made for everybody.
 */
@Component
class FoldedTopics {

	/**
	 * As the fragment {@code parts :: topics} begins a row; there is no list within one.
	 */
	private static final Pattern ROW = Pattern.compile("<li data-k=\"[A-Z]*\" data-by=\"([^\"]*)\">(.*?)</li>",
			Pattern.DOTALL);

	private final TopicFollowing following;

	private final Messages messages;

	FoldedTopics(TopicFollowing following, Messages messages) {
		this.following = following;
		this.messages = messages;
	}

	/**
	 * @param list of topics, as HTML
	 */
	String html(String list, @Nullable Viewer viewer) {
		Set<String> blocked = (viewer != null) ? this.following.blockedNames(viewer) : Set.of();
		if (blocked.isEmpty()) {
			return list;
		}
		return ROW.matcher(list)
			.replaceAll((row) -> Matcher.quoteReplacement(blocked.contains(HtmlUtils.htmlUnescape(row.group(1)))
					? folded(row.group(1), row.group(2)) : row.group()));
	}

	private String folded(String author, String row) {
		String said = HtmlUtils.htmlEscape(this.messages.of("topic.folded", HtmlUtils.htmlUnescape(author)));
		return "<li class=\"put-away\"><details class=\"folded\"><summary>" + said + "</summary>" + row
				+ "</details></li>";
	}

}
