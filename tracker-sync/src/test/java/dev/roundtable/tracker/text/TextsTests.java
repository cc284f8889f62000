package dev.roundtable.tracker.text;

import java.util.Random;

import dev.roundtable.tracker.Markup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTests {

	@Test
	void what_fits_is_left_as_it_is() {
		assertThat(Cut.to(5, "12345")).isEqualTo("12345");
	}

	@Test
	void what_is_cut_says_so_and_fits() {
		assertThat(Cut.to(10, "a long title")).isEqualTo("a long […]").hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void no_character_is_cut_in_two() {
		for (int most = 5; most < 30; most++) {
			String cut = Cut.to(most, "👩‍👩‍👧‍👦家庭👩‍👩‍👧‍👦 family 👩‍👩‍👧‍👦 and more");
			assertThat(cut).hasSizeLessThanOrEqualTo(most);
			assertThat(
					Character.isHighSurrogate(cut.replace(" […]", "x").charAt(cut.replace(" […]", "x").length() - 1)))
				.isFalse();
		}
		assertThat(Cut.to(8, "ab👩‍👩‍👧‍👦cd")).isEqualTo("ab […]");
	}

	@Test
	void nobody_and_nothing_is_called_there() {
		String quiet = Mentions.quieten("@maya @小雨 see #12, !3 and owner/repo#4, mail a@b.c");
		assertThat(quiet).doesNotContainPattern("@[\\p{L}]").doesNotContainPattern("[#!]\\d");
		assertThat(quiet.replace("\u2060", "")).isEqualTo("@maya @小雨 see #12, !3 and owner/repo#4, mail a@b.c");
	}

	@Test
	void a_heading_and_a_colour_stay_what_they_are() {
		assertThat(Mentions.quieten("# One\n\n&#35; #fff")).isEqualTo("# One\n\n&#35; #fff");
	}

	@Test
	void a_comment_says_whose_words_they_are() {
		assertThat(OnBehalf.of("小雨", "我也遇到了", Markup.MARKDOWN, 1000)).isEqualTo("**小雨**:\n\n我也遇到了");
	}

	@Test
	void a_name_is_no_markup_and_calls_nobody() {
		assertThat(OnBehalf.of("@all **boss** [x](http://evil)\n# h", "hi", Markup.MARKDOWN, 1000).lines().findFirst())
			.hasValueSatisfying((line) -> assertThat(line).startsWith("**")
				.endsWith("**:")
				.doesNotContain("@all")
				.doesNotContain("[", "# h"));
	}

	@Test
	void a_comment_leaves_room_for_its_mark() {
		assertThat(OnBehalf.of("小雨", "x".repeat(5000), Markup.MARKDOWN, 1000)).hasSizeLessThanOrEqualTo(940)
			.endsWith("[…]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			<p>One</p><p>Two</p> | One\\n\\nTwo
			<p>a <strong>b</strong> <em>c</em> <code>d</code></p> | a **b** *c* `d`
			<a href="https://x.test/a">there</a> | [there](https://x.test/a)
			<a href="javascript:alert(1)">there</a> | there
			<script>alert(1)</script>safe<style>p{}</style> | safe
			<ul><li>one</li><li>two</li></ul> | - one\\n- two
			<ol><li>one</li><li>two</li></ol> | 1. one\\n2. two
			<blockquote><p>said</p></blockquote>yes | > said\\n\\nyes
			<pre><code>a *b*</code></pre> | ```\\na *b*\\n```
			2 * 3 &lt;b&gt; [x] | 2 \\\\* 3 \\\\<b\\\\> \\\\[x\\\\]
			<table><tr><td>a</td><td>b</td></tr></table> | 'a | b'
			<img src="http://tracker/pixel.gif" alt="shot"> | \\\\[shot\\\\]
			<h2>Steps</h2>go | ## Steps\\n\\ngo
			""", maxCharsPerColumn = 5000)
	void what_html_says_can_be_read(String html, String markdown) {
		assertThat(RemoteHtml.toMarkdown(html)).isEqualTo(markdown.translateEscapes());
	}

	@Test
	void html_of_any_depth_and_disorder_is_read() {
		assertThat(RemoteHtml.toMarkdown("<blockquote><ul><li>".repeat(2_000) + "deep")).contains("deep")
			.hasSizeLessThan(200_000);
		Random random = new Random(1);
		String[] pieces = { "<ul>", "</ul>", "<li>", "<pre>", "</pre>", "<a href='http://x'>", "</a>", "<b", "text",
				"\n", "<table>", "<td>", "</blockquote>", "<blockquote>", "&#0;", "<script>", "</script>" };
		for (int n = 0; n < 2000; n++) {
			StringBuilder html = new StringBuilder();
			for (int piece = random.nextInt(30); piece > 0; piece--) {
				html.append(pieces[random.nextInt(pieces.length)]);
			}
			assertThat(RemoteHtml.toMarkdown(html.toString())).doesNotContain("<script");
		}
	}

}
