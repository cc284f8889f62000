package dev.roundtable.writing;

import java.time.Duration;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class MarkdownTests {

	@Test
	void common_markup_becomes_html() {
		assertThat(Markdown.toHtml("**bold** ~~gone~~ `x < y`\n\n- [x] done\n- [ ] open\n\n|a|b|\n|-|-:|\n|1|2|"))
			.contains("<strong>bold</strong>", "<del>gone</del>", "<code>x &lt; y</code>")
			.contains("<input type=\"checkbox\" disabled", "checked", "<table tabindex=\"0\">",
					"<td align=\"right\">2</td>");
	}

	@Test
	void code_keeps_its_language_and_its_lines() {
		assertThat(Markdown.toHtml("```java\nint a;\n\n  int b;\n```"))
			.isEqualTo("<pre tabindex=\"0\"><code class=\"language-java\">int a;\n\n  int b;\n</code></pre>\n");
	}

	@Test
	void a_reference_to_a_long_address_used_ten_thousand_times_does_not_fill_the_memory() {
		String bomb = "[a]: /" + "x".repeat(32_000) + "\n\n" + "[a]".repeat(10_000);
		assertThat(Markdown.toHtml(bomb)).hasSizeLessThan(100_000).contains("[a][a]");
		assertThat(Markdown.excerpt(bomb, 2_000)).hasSizeLessThanOrEqualTo(2_000);
	}

	@ParameterizedTest
	@ValueSource(ints = { 300, 1_000, 2_000 })
	void a_wide_table_of_short_rows_is_shown_as_it_was_typed(int size) {
		String bomb = "|a".repeat(size) + "|\n" + "|-".repeat(size) + "|\n" + "a\n".repeat(size);
		assertThat(Markdown.toHtml(bomb)).hasSizeLessThan(100_000).contains("|a|a");
		assertThat(Markdown.excerpt(bomb, 1_000)).startsWith("|a|a");
	}

	@Test
	void html_of_any_post_fits_its_column() {
		assertThat(Markdown.toHtml("[a]: /\n\n" + "![a]".repeat(16_000))).hasSizeLessThanOrEqualTo(1_000_000);
	}

	@Test
	void links_are_not_vouched_for() {
		assertThat(Markdown.toHtml("see https://example.org/a?b=1&c=2 and [here](/t/1)"))
			.contains("<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow ugc noopener\">")
			.contains("<a href=\"/t/1\" rel=\"nofollow ugc noopener\">here</a>");
	}

	@Test
	void an_uploaded_picture_is_shown() {
		assertThat(Markdown.toHtml("![a](/files/a.png)")).contains("<img src=\"/files/a.png\"", "loading=\"lazy\"");
	}

	@Test
	void a_picture_from_elsewhere_waits_for_a_click() {
		assertThat(Markdown.toHtml("![a cat](https://Pictures.Example/a.png?b=1)")).doesNotContain("<img")
			.contains("<a class=\"picture\" href=\"https://Pictures.Example/a.png?b=1\"", "noreferrer",
					">a cat <small>pictures.example</small></a>");
	}

	@Test
	void a_picture_that_is_a_link_waits_beside_it() {
		assertThat(Markdown.toHtml("[![build](https://a.example/b.svg)](https://b.example/)"))
			.startsWith("<p><a href=\"https://b.example/\" rel=\"nofollow ugc noopener\">build</a>"
					+ "<a class=\"picture\" href=\"https://a.example/b.svg\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/language?to=en", "/files/../language?to=en", "/files/%2e%2e/sign-out", "/files",
			"/files/a.png?to=en", "files/a.png", "language?to=en", "?to=en", "#a", "//example.org/a.png",
			"/\\example.org/a.png", "http://example.org/a.png", "data:image/png;base64,AA", "https:/a.png",
			"https:a.png", "https://", "https://a\\b/c.png", "https://good.example@evil.example/a.png" })
	void no_other_address_is_asked_for_a_picture(String source) {
		assertThat(Markdown.toHtml("![words](" + source + ")")).contains("words").doesNotContain("<img", "<a", "src=");
		assertThat(Markdown.render("![words](" + source + ")").images()).isEmpty();
	}

	@Test
	void one_parse_tells_what_a_text_refers_to() {
		Rendered text = Markdown.render("""
				@ada and @小明, @ada again: see [#3](#floor-3), [there](/t/42/some-slug?page=2#floor-27)
				and https://example.org/@ada?q=@bob, `@nobody` [@link](/t/7) me@example.org

				![a](/files/a.png) ![b](https://example.org/b.png) ![c](/language?to=en)
				""");
		assertThat(text.mentions()).containsExactly("ada", "小明");
		assertThat(text.quotes()).containsExactly(new Rendered.Floor(null, 3), new Rendered.Floor(42L, 27));
		assertThat(text.links()).containsExactly("#floor-3", "/t/42/some-slug?page=2#floor-27",
				"https://example.org/@ada?q=@bob", "/t/7");
		assertThat(text.images()).containsExactly("/files/a.png", "https://example.org/b.png");
		assertThat(text.html()).contains("href=\"https://example.org/@ada?q=@bob\"");
	}

	@Test
	void the_plain_text_has_the_words_and_not_the_markup() {
		assertThat(Markdown
			.render("# Title\n\nSome *text* with `code`\nand [a link](/x), @ada.\n\n- one\n- two\n"
					+ "\n|a|b|\n|-|-|\n|1|2|\n\n```\nint a;\n```\n\n> ~~gone~~ <b>")
			.plain())
			.isEqualTo("Title\n\nSome text with code\nand a link, @ada.\n\none\ntwo\n\na b\n1 2\n\nint a;\n\ngone <b>");
	}

	@Test
	void a_text_without_markup_is_its_own_plain_text() {
		String typed = "First line,\nsecond.\n\n\nAnother  paragraph \n";
		assertThat(Markdown.render(typed).plainUnlessSame(typed)).isNull();
		assertThat(Markdown.render("a *b*").plainUnlessSame("a *b*")).isEqualTo("a b");
		assertThat(Markdown.render("a\\\nb").plainUnlessSame("a\\\nb")).isEqualTo("a\nb");
	}

	@Test
	void mentions_are_links_except_in_code_links_and_mail_addresses() {
		assertThat(Markdown.toHtml("@ada: 请@alice看 @小明 hi")).contains("<a href=\"/u/ada\" class=\"mention\">@ada</a>:")
			.contains("请<a href=\"/u/alice\" class=\"mention\">@alice</a>看")
			.contains("class=\"mention\">@小明</a> hi");
		assertThat(Markdown.toHtml("`@ada` ada@example.org [@ada](https://example.org)")).doesNotContain("mention");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))",
			"[a](JaVaScRiPt:alert(1))", "[a](java\nscript:alert(1))", "[a](&#106;avascript:alert(1))",
			"[a](data:text/html,<script>alert(1)</script>)", "[a](vbscript:msgbox(1))", "![a](javascript:alert(1))",
			"<svg onload=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>", "<iframe src=//evil.example></iframe>",
			"<style>*{display:none}</style>", "<form action=//evil.example><input name=p></form>",
			"[x](https://a\" onmouseover=\"alert(1))", "![x\" onerror=\"alert(1)](https://a/b.png)",
			"```\"><script>alert(1)</script>\nx\n```", "```java onclick=alert(1)\nx\n```", "<div style=\"x\">a</div>",
			"<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
			"<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>",
			"<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>",
			"@\"><script>alert(1)</script>", "<https://a/\"onclick=alert(1)>",
			"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
			"|<script>|\n|-|\n|<img src=x onerror=alert(1)>|", "<input type=image src=x onerror=alert(1)>" })
	void no_script_gets_through(String attack) {
		Element body = Jsoup.parseBodyFragment(Markdown.toHtml(attack)).body();
		assertThat(body.select("script, style, iframe, form, svg, math, base, meta, object, embed")).isEmpty();
		for (Element element : body.getAllElements()) {
			for (Attribute attribute : element.attributes()) {
				assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style").isNotEqualTo("id");
				String value = attribute.getValue().replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT);
				if (attribute.getKey().equals("href") || attribute.getKey().equals("src")) {
					assertThat(value).doesNotStartWith("javascript:").doesNotStartWith("data:").doesNotStartWith("vb");
				}
			}
		}
	}

	static String[] pathological() {
		int n = 65_536;
		return new String[] { "[".repeat(1_000_000), "*".repeat(1_000_000), "<".repeat(1_000_000),
				">".repeat(1_000_000), "> ".repeat(n / 2), "- ".repeat(n / 2), "1. ".repeat(n / 3), "*a ".repeat(n / 3),
				"_a*".repeat(n / 3), "![](".repeat(n / 4), "[a](".repeat(n / 4), "`".repeat(n), "a@".repeat(n / 2),
				"<a ".repeat(n / 3), "|".repeat(n), "|a\n|-\n" + "|a\n".repeat(n / 3), "&".repeat(n),
				"[a]: x\n".repeat(n / 7), "**a ".repeat(n / 4) + "**".repeat(1000), "~~a".repeat(n / 3),
				"http://".repeat(n / 7) };
	}

	@ParameterizedTest
	@MethodSource("pathological")
	void hostile_input_neither_hangs_nor_overflows(String hostile) {
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			Markdown.toHtml(hostile);
			Markdown.excerpt(hostile, 200);
		});
	}

	@Test
	void an_excerpt_is_plain_text_of_the_length_asked_for() {
		assertThat(Markdown.excerpt("# Title\n\nSome *text* with `code`\nand [a link](/x).", 200))
			.isEqualTo("Title Some text with code and a link.");
		assertThat(Markdown.excerpt("字".repeat(300), 100)).hasSize(100).endsWith("…");
		assertThatNoException().isThrownBy(() -> Markdown.excerpt("😀".repeat(100), 100));
		assertThat(Markdown.excerpt("😀".repeat(100), 100)).doesNotContain("\uD83D…");
	}

}
