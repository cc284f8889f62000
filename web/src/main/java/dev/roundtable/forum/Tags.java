package dev.roundtable.forum;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.roundtable.http.BadInput;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.WordList;
import dev.roundtable.writing.Text;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags of topics. */
@Component
public class Tags {

	public static final int MOST = 8;

	private final JdbcClient jdbc;

	private final WordList words;

	Tags(JdbcClient jdbc, WordList words) {
		this.jdbc = jdbc;
		this.words = words;
	}

	/** What somebody typed into one field: with commas or with spaces between them. */
	public static List<String> typed(String field) {
		return Arrays.stream(field.split("[,，、;；\\s\\u3000]+")).filter((tag) -> !tag.isEmpty()).toList();
	}

	/**
	 * @throws BadInput {@code tag.invalid} or {@code tags.many} on the field {@code tags}
	 */
	static Set<String> checked(Collection<String> raw) {
		Set<String> tags = new LinkedHashSet<>();
		for (String tag : raw) {
			if (!tag.isBlank()) {
				tags.add(Text.tag(tag));
			}
			if (tags.size() > MOST) {
				throw new BadInput("tags", "tags.many", MOST);
			}
		}
		return tags;
	}

	/**
	 * The same as somebody may publish them: a name with letters crossed out is none.
	 * @throws BadInput also {@code word.blocked} or {@code word.review}
	 */
	public Set<String> screened(Viewer author, Collection<String> raw) {
		Set<String> tags = checked(raw);
		for (String tag : tags) {
			if (!this.words.screened(author, "tags", tag).equals(tag)) {
				throw new BadInput("tags", "word.blocked", tag);
			}
		}
		return tags;
	}

	void add(TopicId topic, Set<String> tags) {
		for (String tag : tags) {
			this.jdbc.sql("insert into topic_tags (topic_id, tag) values (:topic, :tag)")
				.param("topic", topic.value())
				.param("tag", tag)
				.update();
		}
	}

	public void replace(TopicId topic, Set<String> tags) {
		this.jdbc.sql("delete from topic_tags where topic_id = :topic").param("topic", topic.value()).update();
		add(topic, tags);
	}

	/** In their alphabetical order. */
	public List<String> of(TopicId topic) {
		return this.jdbc.sql("select tag from topic_tags where topic_id = :topic order by tag")
			.param("topic", topic.value())
			.query(String.class)
			.list();
	}

}
