package dev.roundtable.importing;

import java.nio.charset.StandardCharsets;

import dev.roundtable.forum.TopicKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TopicLineTests {

	private static final String LINE = """
			{"type":"topic","source":"s","id":"1","board":"相机","kind":"bug","author":"mei",\
			"created":"2014-05-06T07:08:09Z","title":"T","body":"B"}""";

	private static ImportedTopic parse(String json) throws Refusal {
		return TopicLine.parse(1, json.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void what_may_be_missing_may_be_missing() throws Refusal {
		ImportedTopic topic = parse(LINE);
		assertThat(topic.kind()).isEqualTo(TopicKind.BUG);
		assertThat(topic.closed()).isFalse();
		assertThat(topic.tags()).isEmpty();
		assertThat(topic.replies()).isEmpty();
		assertThat(topic.duplicateOf()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
			"type":"topic"                   | "type":"person"                  | type topic
			"source":"s"                     | "source":""                      | source is empty
			"id":"1"                         | "nr":"1"                         | id is missing
			"id":"1"                         | "id":["1"]                       | id is not a text
			"board":"相机"                   | "board":"\\u200b"                | board has nothing to see
			"kind":"bug"                     | "kind":"rant"                    | kind is none of
			"author":"mei"                   | "author":null                    | author is missing
			"created":"2014-05-06T07:08:09Z" | "created":"yesterday"            | created is not a date
			"created":"2014-05-06T07:08:09Z" | "created":"0001-01-01T00:00:00Z" | created is not a date
			"title":"T"                      | "title":" "                      | title has nothing to see
			"title":"T"                      | "title":"\\ud800"                | lone surrogate
			"body":"B"                       | "text":"B"                       | body is missing
			"body":"B"                       | "body":"B","status":"odd"        | status is neither
			"body":"B"                       | "body":"B","replies":[{}]        | reply 1: body is missing
			"body":"B"}                      | "body":"B"                       | not JSON
			""")
	void a_refused_line_says_why(String there, String instead, String why) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> parse(LINE.replace(there.strip(), instead.strip())))
			.withMessageContaining(why.strip());
	}

	@Test
	void a_title_that_is_too_long_is_cut_and_kept_whole_in_the_text() throws Refusal {
		String title = "长".repeat(300);
		ImportedTopic topic = parse(LINE.replace("\"T\"", "\"" + title + "\""));
		assertThat(topic.title()).hasSize(255).endsWith("…");
		assertThat(topic.body()).isEqualTo(title + "\n\nB");
	}

	@Test
	void texts_stay_as_they_are_and_their_pages_are_safe() throws Refusal {
		ImportedTopic topic = parse(LINE.replace("\"B\"", "\"\\u001b[31m<script>alert(1)</script>\\r\\n\\u0000\""));
		assertThat(topic.body()).isEqualTo("\u001b[31m<script>alert(1)</script>\r\n\ufffd");
		assertThat(topic.text().html()).doesNotContain("<script", "\u001b");
	}

	@Test
	void tags_take_the_form_that_tags_have_here() throws Refusal {
		ImportedTopic topic = parse(
				LINE.replace("\"B\"", "\"B\",\"tags\":[\"A-Type System\",\"*english-please\",\"*\",\"C++\"]"));
		assertThat(topic.tags()).containsExactly("a-type-system", "english-please", "c++");
	}

	@Test
	void an_empty_text_and_a_number_for_an_id_are_fine() throws Refusal {
		ImportedTopic topic = parse(LINE.replace("\"B\"", "\"\"").replace("\"1\"", "77"));
		assertThat(topic.body()).isEmpty();
		assertThat(topic.id()).isEqualTo("77");
	}

	@Test
	void a_reply_that_comes_twice_is_one() throws Refusal {
		String reply = "{\"id\":\"9\",\"author\":\"jun\",\"created\":\"2014-05-06T07:08:09Z\",\"body\":\"R\"}";
		assertThat(parse(LINE.replace("\"B\"", "\"B\",\"replies\":[" + reply + "," + reply + "]")).replies())
			.hasSize(1);
	}

}
