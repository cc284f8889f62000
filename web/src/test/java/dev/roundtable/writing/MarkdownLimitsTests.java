package dev.roundtable.writing;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No text that a person can send takes long to render. Measured as processor time of this
 * thread, against a text of the same length as people write it, so that a slow machine or
 * a busy one changes nothing.
 */
class MarkdownLimitsTests {

	private static final int SENT = 65_536;

	/** The most that anything may take of what an ordinary text does. */
	private static final int TIMES = 40;

	private static final List<String> FRAGMENTS = List.of("~~a~~b~~", "~~a", "~~a ~~", "~a~b", "~~~a~~", "*a", "a* ",
			"**a", "*a**b", "_a*", "_a ", "*a_ ", "***a", "*a **b", "**a *b", "__a", "~~*a", "*a~~b*c~~", "[", "[a](",
			"![](", "[a]()", "[a][", "[a]", "![a]", "](", "[[a]", "[a]: x\n", "[a]: x '", "[a](<", "[a]((", "[a](b \"",
			"> ", ">\n", "> - ", "- ", "-\n", "1. ", "1. a\n\n", "- a\n  ", "|", "|a\n", "|-|\n", "|a|\n|-|\n", "`",
			"``", "`a``", "```\n", "<", "<a ", "<a b=\"", "<!--", "<?", "<![CDATA[", "<a@", "<http:", "&", "&#", "&#1;",
			"&amp;", "\\", "\\\n", "@a", "@ab", "=@ab", "://@ab ", "@小", "http://", "http://a", "https://a.b(",
			"www.a.", "a@b.c", "a.b@", "mailto:a", "(", "((", "#", "a\n=\n", "---\n", "    a\n", "a  \n", "- [ ] a\n",
			"'a", "a\u0301", "😀");

	private static double ordinary;

	@BeforeAll
	static void measureAnOrdinaryText() {
		String text = repeat("Hello *world*, see https://example.org/a and `code` @ada: **very** good.\n\n"
				+ "- one [link](/t/1)\n- two ~~three~~\n\n> 引用一段文字，看看需要多久。\n\n", SENT);
		for (int i = 0; i < 30; i++) {
			ordinary = cost(text);
		}
		ordinary = Math.max(2, Math.min(ordinary, Math.min(cost(text), cost(text))));
	}

	static List<String> hostile() {
		int n = SENT;
		return List.of("~~a~~b~~".repeat(n / 8), "~~a".repeat(n / 3), "~~".repeat(n / 2) + "a", "b** a*".repeat(n / 6),
				"**a ".repeat(n / 8) + "b*c ".repeat(n / 8), "*".repeat(n), "*a_".repeat(n / 3), "_a*".repeat(n / 3),
				"a**b".repeat(n / 4), "[".repeat(n), "![".repeat(n / 2), "[a](".repeat(n / 4), "[a](<b".repeat(n / 6),
				"[a](b \"".repeat(n / 7), "[".repeat(n / 2) + "]".repeat(n / 2), "[a]()".repeat(n / 5),
				"[a]: x\n".repeat(n / 7), "[a]: /" + "x".repeat(n / 2) + "\n\n" + "[a]".repeat(n / 6),
				"[a]\n\n".repeat(n / 10) + "[a]: /x", "> ".repeat(n / 2), ">".repeat(n), "- ".repeat(n / 2),
				"1. ".repeat(n / 3), "* a\n".repeat(n / 4), "|".repeat(n), "|a\n|-\n" + "|a\n".repeat(n / 3),
				"|a".repeat(300) + "|\n" + "|-".repeat(300) + "|\n" + "a\n".repeat(n / 2), "http://".repeat(n / 7),
				"http://a.b/=@cd".repeat(n / 15), "www.".repeat(n / 4), "a@b.".repeat(n / 4), "@ab".repeat(n / 3),
				" @ab".repeat(n / 4), "@小".repeat(n / 4), "<".repeat(n), "<a ".repeat(n / 3), "<!--".repeat(n / 4),
				"<?".repeat(n / 2), "<a b=\"".repeat(n / 6), "&".repeat(n), "&#1;".repeat(n / 4), "`".repeat(n),
				manyBackticks(), "\\".repeat(n), "- [ ] a\n".repeat(n / 8), "a\n".repeat(n / 2),
				"![a](https://a.b/c)".repeat(n / 19), "[![a](https://a.b/c)](https://d.e)".repeat(n / 34));
	}

	private static String manyBackticks() {
		StringBuilder text = new StringBuilder();
		for (int i = 1; text.length() + i < SENT; i++) {
			text.append("`".repeat(i)).append('a');
		}
		return text.toString();
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void a_text_made_to_be_slow_is_not(String text) {
		assertCheap(text);
	}

	@Test
	void nor_is_any_mixture_of_repeated_pieces() {
		Random random = new Random(20_260_101);
		for (int i = 0; i < 150; i++) {
			StringBuilder text = new StringBuilder();
			int parts = 1 + random.nextInt(3);
			for (int part = 0; part < parts; part++) {
				StringBuilder piece = new StringBuilder();
				for (int n = random.nextInt(4); n >= 0; n--) {
					piece.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
				}
				text.append(repeat(piece.toString(), SENT / parts));
			}
			assertCheap(text.toString());
		}
	}

	@Test
	void a_long_text_from_elsewhere_takes_no_more_than_its_length_is_worth() {
		for (String piece : List.of("~~a~~b~~", "*a **b", "[a](", "@ab", "> - ", "|a|\n|-|\n")) {
			double cost = cost(repeat(piece, 4 * SENT));
			assertThat(Math.min(cost, cost(repeat(piece, 4 * SENT)))).as(piece).isLessThan(4 * TIMES * ordinary);
		}
	}

	@Test
	void markup_within_the_bound_is_markup_and_beyond_it_words() {
		assertThat(Markdown.toHtml("*a* ".repeat(500))).doesNotContain("*");
		assertThat(Markdown.toHtml("*a* ".repeat(501))).endsWith("*a*</p>\n");
		assertThat(Markdown.toHtml(("*a* ".repeat(400) + "\n\n").repeat(10))).doesNotContain("*");
	}

	@Test
	void a_range_is_not_struck_out() {
		assertThat(Markdown.toHtml("10~20 和 30~40，~~不是~~")).contains("10~20 和 30~40，<del>不是</del>");
	}

	private static void assertCheap(String text) {
		double cost = cost(text);
		for (int again = 0; again < 3 && cost > TIMES * ordinary; again++) {
			cost = Math.min(cost, cost(text));
		}
		assertThat(cost).as(text.substring(0, Math.min(60, text.length()))).isLessThan(TIMES * ordinary);
	}

	/** Milliseconds of the processor. */
	private static double cost(String text) {
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		Markdown.render(text);
		return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
	}

	private static String repeat(String piece, int length) {
		return piece.repeat(length / piece.length() + 1).substring(0, length);
	}

}
