package dev.roundtable.tracker.redmine;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class TextileTests {

	private final Textile textile = new Textile();

	@ParameterizedTest
	@CsvSource(delimiter = '¦', textBlock = """
			**very** *loud* `code` ~~gone~~   ¦ *very* _loud_ @code@ -gone-
			## Steps                          ¦ h2. Steps
			[the log](https://example.org/a)  ¦ "the log":https://example.org/a
			<https://example.org/a>           ¦ https://example.org/a
			![shot](https://example.org/a.png) ¦ https://example.org/a.png
			小雨 **说**                        ¦ 小雨 *说*
			&lt;pre&gt; &amp; <b>x</b>        ¦ <\u2060pre> & <b>x</b>
			""")
	void what_fans_write_reads_the_same_there(String markdown, String textile) {
		assertThat(this.textile.fromMarkdown(markdown)).isEqualTo(textile.translateEscapes());
	}

	@Test
	void blocks_keep_their_form_there() {
		assertThat(this.textile.fromMarkdown("""
				Steps:

				1. call
				2. hang up
				   - wait

				> it is silent
				> again

				```java
				</pre> x *y*
				```

				| a | b |
				|---|---|
				| 1 | 2 |
				""")).isEqualTo("""
				Steps:

				# call
				# hang up
				#* wait

				> it is silent
				> again

				<pre>
				<\u2060/pre> x *y*
				</pre>

				|_. a |_. b |
				| 1 | 2 |""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '¦', textBlock = """
			*very* _loud_ @code@ -gone-        ¦ **very** _loud_ `code` ~~gone~~
			h2. Steps                          ¦ ## Steps
			h3(#id). Steps                     ¦ ### Steps
			bq. it is silent                   ¦ > it is silent
			"the log":https://example.org/a.   ¦ [the log](https://example.org/a).
			!https://example.org/a.png!        ¦ <https://example.org/a.png>
			2 * 3 * 4 and a-b-c                ¦ 2 * 3 * 4 and a-b-c
			<script>alert(1)</script>          ¦ \\<script>alert(1)\\</script>
			@<b>@                              ¦ `<b>`
			[x](javascript:alert(1))           ¦ \\[x](javascript:alert(1))
			""")
	void what_engineers_write_reads_the_same_here(String textile, String markdown) {
		assertThat(this.textile.toMarkdown(textile)).isEqualTo(markdown);
	}

	@Test
	void blocks_keep_their_form_here() {
		assertThat(this.textile.toMarkdown("""
				* one
				** two
				# three

				<pre><code class="java">
				if (a < b) *c*
				```
				</code></pre>
				after
				<pre>never closed
				""")).isEqualTo("""
				- one
				   - two
				1. three

				```
				if (a < b) *c*
				'''
				```
				after
				```
				never closed
				```""");
	}

	@Test
	void whatever_it_is_it_is_read_soon() {
		String[] pieces = { "*", "_", "\"a\":", "<pre>", "@", "[", "> ", "* ", "-", "!http://" };
		assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
			for (String piece : pieces) {
				String text = piece.repeat(60_000 / piece.length());
				assertThat(this.textile.toMarkdown(text)).isNotNull();
				assertThat(this.textile.fromMarkdown(text)).isNotNull();
			}
		});
	}

}
