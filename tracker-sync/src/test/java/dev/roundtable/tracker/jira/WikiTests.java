package dev.roundtable.tracker.jira;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WikiTests {

	private final Wiki wiki = new Wiki();

	@ParameterizedTest
	@CsvSource(delimiter = '¦', textBlock = """
			a **b** *c* ~~d~~ `e` ¦ a *b* _c_ -d- {{e}}
			# One\\n\\ntwo ¦ h1. One\\n\\ntwo
			- one\\n- two\\n  - three ¦ * one\\n* two\\n** three
			1. one\\n2. two ¦ # one\\n# two
			> said\\n\\nyes ¦ {quote}\\n\\nsaid\\n{quote}\\n\\nyes
			```\\na *b*\\n``` ¦ {code}\\na *b*\\n{code}
			[there](https://x.test/a) ¦ [there|https://x.test/a]
			[there](javascript:alert) ¦ there
			[~admin] {color:red} x_y 2*3 ¦ \\\\[\\\\~admin\\\\] \\\\{color:red\\\\} x\\\\_y 2\\\\*3
			![shot](https://x.test/p.png) ¦ https://x.test/p.png
			""", maxCharsPerColumn = 5000)
	void markdown_is_written_as_wiki_markup(String markdown, String text) {
		assertThat(this.wiki.fromMarkdown(markdown.translateEscapes())).isEqualTo(text.translateEscapes());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '¦', textBlock = """
			a *b* -d- {{e}} ¦ a **b** ~~d~~ `e`
			h2. Steps ¦ ## Steps
			* one\\n** two\\n# three ¦ - one\\n   - two\\n1. three
			bq. said ¦ > said
			{quote}\\nsaid\\n{quote}\\nyes ¦ > said\\n\\nyes
			{code:java}\\na *b*\\n{code}\\nafter ¦ ```\\na *b*\\n```\\nafter
			[there|https://x.test/a] [https://x.test/b] ¦ [there](https://x.test/a) <https://x.test/b>
			ask [~maya] ¦ ask someone
			{color:red}loud{color} ¦ loud
			2\\\\*3 <b> ¦ 2\\\\*3 \\\\<b>
			!https://x.test/p.png|thumbnail! ¦ <https://x.test/p.png>
			""", maxCharsPerColumn = 5000)
	void wiki_markup_is_read_as_markdown(String text, String markdown) {
		assertThat(this.wiki.toMarkdown(text.translateEscapes())).isEqualTo(markdown.translateEscapes());
	}

	@Test
	void code_ends_where_it_is_to_end_and_calls_nobody() {
		assertThat(this.wiki.fromMarkdown("```\n{code} [~admin]\n```").split("\\{code}", -1)).hasSize(3);
	}

	@Test
	void a_line_of_code_calls_nobody_and_shows_nothing_and_is_read_as_it_was() {
		for (String code : new String[] { "[~admin]", "!https://evil.test/x.png!", "{color:red}", "a}}b", "x_y*z" }) {
			String text = this.wiki.fromMarkdown("`" + code + "`");
			assertThat(text.substring(2, text.length() - 2)).doesNotContainPattern("(?<!\\\\)[\\[\\]!~{}_*]");
			assertThat(this.wiki.toMarkdown(text)).isEqualTo("`" + code + "`");
		}
	}

	@Test
	void texts_of_any_disorder_are_read_and_written() {
		Random random = new Random(1);
		String[] pieces = { "{code}", "{quote}", "{noformat}", "* ", "# ", "[", "]", "|", "h1. ", "\n", "*", "-", "{{",
				"}}", "text", "\\", "!", "<", "**", "```", "> ", "[a](b)", "~~" };
		for (int n = 0; n < 3000; n++) {
			StringBuilder text = new StringBuilder();
			for (int piece = random.nextInt(40); piece > 0; piece--) {
				text.append(pieces[random.nextInt(pieces.length)]);
			}
			assertThat(this.wiki.toMarkdown(text.toString())).isNotNull();
			assertThat(this.wiki.fromMarkdown(text.toString())).isNotNull();
		}
		assertThat(this.wiki.toMarkdown("[".repeat(100_000))).hasSizeLessThan(300_000);
		assertThat(this.wiki.fromMarkdown("> ".repeat(20_000) + "deep")).contains("deep");
	}

}
