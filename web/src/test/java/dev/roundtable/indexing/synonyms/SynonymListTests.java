package dev.roundtable.indexing.synonyms;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.http.StaleVersion;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.search.Highlighter;
import dev.roundtable.search.Highlighter.Segment;
import dev.roundtable.search.Synonyms;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class SynonymListTests {

	private final SynonymList synonyms;

	private final JdbcClient jdbc;

	private final World world;

	private final Viewer ada;

	private final SynonymList.Row before;

	SynonymListTests(SynonymList synonyms, JdbcClient jdbc, World world) {
		this.synonyms = synonyms;
		this.jdbc = jdbc;
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
		this.before = synonyms.toChange(this.ada);
	}

	@AfterEach
	void as_before() {
		this.jdbc.sql("update search_synonyms set words = :words, version = version + 1")
			.param("words", this.before.words())
			.update();
		this.synonyms.look();
	}

	@Test
	void the_list_that_a_site_begins_with_has_no_flaw() {
		this.synonyms.look();
		assertThat(Synonyms.flaw(this.before.words())).isEmpty();
		assertThat(this.before.words().lines()).hasSizeGreaterThan(20).hasSize((int) this.synonyms.groups());
		assertThat(marked("wifi", "WLAN 无线网")).isEqualTo("[WLAN] [无线网]");
		assertThat(marked("截图", "a screenshot")).isEqualTo("a [screenshot]");
	}

	@Test
	void a_change_holds_at_once_and_is_journaled_by_its_lines() {
		this.synonyms.change(this.ada, OnceKey.NONE, this.before.version(),
				this.before.words() + "\r\nflumpwort, 魑魅\r\n");
		assertThat(marked("flumpwort", "魑魅")).isEqualTo("[魑魅]");
		assertThat(this.synonyms.toChange(this.ada).version()).isEqualTo(this.before.version() + 1);
		assertThat(this.jdbc.sql("""
				select facts from journal where action = 'changed synonyms' order by id desc limit 1""")
			.query(String.class)
			.single()).contains("flumpwort, 魑魅").doesNotContain("bluetooth", "Bluetooth");
	}

	@Test
	void what_another_node_wrote_is_seen_at_the_next_look() {
		this.jdbc.sql("update search_synonyms set words = 'flumpwort, gnark', version = version + 1").update();
		assertThat(marked("flumpwort", "gnark")).isEqualTo("gnark");
		this.synonyms.look();
		assertThat(marked("flumpwort", "gnark")).isEqualTo("[gnark]");
		assertThat(this.synonyms.groups()).isOne();
	}

	@Test
	void of_two_open_forms_the_second_changes_nothing() {
		this.synonyms.change(this.ada, OnceKey.NONE, this.before.version(), "flumpwort, gnark");
		assertThatExceptionOfType(StaleVersion.class)
			.isThrownBy(() -> this.synonyms.change(this.ada, OnceKey.NONE, this.before.version(), ""))
			.satisfies((stale) -> assertThat(stale.current()).isEqualTo(this.before.version() + 1));
		assertThat(this.synonyms.toChange(this.ada).words()).isEqualTo("flumpwort, gnark");
	}

	@Test
	void an_empty_list_means_that_every_word_is_itself_alone() {
		this.synonyms.change(this.ada, OnceKey.NONE, this.before.version(), " \n ");
		assertThat(this.synonyms.toChange(this.ada).words()).isEmpty();
		assertThat(this.synonyms.groups()).isZero();
		assertThat(marked("wifi", "WLAN")).isEqualTo("WLAN");
	}

	@Test
	void what_is_too_long_or_makes_no_sense_is_refused_and_nothing_changes() {
		String longest = IntStream.range(0, 299)
			.mapToObj((i) -> "第" + i + "字".repeat(33) + i + ", b" + i)
			.collect(Collectors.joining("\n"));
		this.synonyms.change(this.ada, OnceKey.NONE, this.before.version(), longest);
		long version = this.before.version() + 1;
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.synonyms.change(this.ada, OnceKey.NONE, version, "a1, b1\n".repeat(3000)))
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo("error.text.long"));
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.synonyms.change(this.ada, OnceKey.NONE, version, "wifi, WLAN\nwlan, network"))
			.satisfies((refused) -> assertThat(refused.code()).isEqualTo("error.synonyms.twice"))
			.satisfies((refused) -> assertThat(refused.arguments()).startsWith(2, "wlan"));
		assertThat(this.synonyms.toChange(this.ada)).isEqualTo(new SynonymList.Row(longest, version));
	}

	@Test
	void nobody_but_an_administrator_reads_or_changes_it() {
		for (Viewer other : new Viewer[] { this.world.mei, this.world.lin }) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.synonyms.toChange(other));
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.synonyms.change(other, OnceKey.NONE, this.before.version(), ""));
		}
	}

	private String marked(String query, String text) {
		return Highlighter.of(query, this.synonyms.current())
			.whole(text)
			.stream()
			.map(SynonymListTests::marked)
			.collect(Collectors.joining());
	}

	private static String marked(Segment segment) {
		return segment.hit() ? "[" + segment.text() + "]" : segment.text();
	}

}
