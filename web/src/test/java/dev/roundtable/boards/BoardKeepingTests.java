package dev.roundtable.boards;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class BoardKeepingTests {

	private final Boards boards;

	private final BoardKeeping keeping;

	private final World world;

	private final Viewer ada;

	BoardKeepingTests(Boards boards, BoardKeeping keeping, World world) {
		this.boards = boards;
		this.keeping = keeping;
		this.world = world;
		this.ada = world.somebody(Role.ADMINISTRATOR);
	}

	@Test
	void a_renamed_board_is_found_at_its_old_address_until_another_takes_it() {
		String old = this.world.board;
		change(old, slug(old + "-new"));
		change(old + "-new", slug(old + "-newer"));
		assertThat(this.boards.find(old, null)).isEmpty();
		for (String former : List.of(old, old + "-new")) {
			assertThat(this.boards.formerly(former, null).orElseThrow().slug().value()).isEqualTo(old + "-newer");
		}
		this.keeping.create(this.ada, OnceKey.NONE, old, "Another", "");
		assertThat(this.boards.formerly(old, null)).isEmpty();
		change(old + "-newer", slug(old + "-new"));
		assertThat(this.boards.find(old + "-new", null)).isPresent();
	}

	@Test
	void the_old_address_of_a_closed_board_leads_nowhere() {
		String old = this.world.board;
		change(old, slug(old + "-new"));
		change(old + "-new", new BoardEdit(null, null, null, "team", null, null, null, null, null));
		assertThat(this.boards.formerly(old, this.world.mei)).isEmpty();
	}

	@Test
	void of_two_boards_that_want_one_address_at_once_one_gets_it() throws InterruptedException {
		String wanted = this.world.board + "-wanted";
		this.keeping.create(this.ada, OnceKey.NONE, this.world.board + "-b", "B", "");
		List<Callable<Boolean>> work = List.of(() -> moves(this.world.board, wanted),
				() -> moves(this.world.board + "-b", wanted));
		assertThat(World.atOnce(2, work)).containsExactlyInAnyOrder(true, false);
	}

	private boolean moves(String board, String wanted) {
		try {
			change(board, slug(wanted));
			return true;
		}
		catch (BadInput taken) {
			assertThat(taken.field()).isEqualTo("slug");
			return false;
		}
	}

	@Test
	void a_name_is_shown_in_the_readers_language_where_there_is_one() {
		change(this.world.board, new BoardEdit(null, "Sound", "Base", null, null, null, null,
				Map.of("zh-Hans", "声音", "zh-Hant", "聲音"), Map.of("zh-Hans", "听")));
		assertThat(named("zh-Hans").name()).isEqualTo("声音");
		assertThat(named("zh-Hans").description()).isEqualTo("听");
		assertThat(named("zh-Hant").name()).isEqualTo("聲音");
		assertThat(named("zh-Hant").description()).isEqualTo("Base");
		assertThat(named("en").name()).isEqualTo("Sound");
		change(this.world.board, new BoardEdit(null, null, null, null, null, null, null, Map.of("zh-Hans", ""), null));
		assertThat(named("zh-Hans").name()).isEqualTo("Sound");
	}

	private Boards.Board named(String language) {
		LocaleContextHolder.setLocale(Locale.forLanguageTag(language));
		try {
			return this.boards.find(this.world.board, null).orElseThrow();
		}
		finally {
			LocaleContextHolder.resetLocaleContext();
		}
	}

	@Test
	void what_cannot_be_taken_names_its_field() {
		refused("slug", slug("Not A Slug"));
		refused("slug", slug(""));
		refused("slug", slug("a".repeat(41)));
		refused("name", new BoardEdit(null, " ", null, null, null, null, null, null, null));
		refused("name", new BoardEdit(null, "n".repeat(81), null, null, null, null, null, null, null));
		refused("description", new BoardEdit(null, null, "d".repeat(401), null, null, null, null, null, null));
		refused("readers", new BoardEdit(null, null, null, "group:vip", null, null, null, null, null));
		refused("writers", new BoardEdit(null, null, null, null, "nobody", null, null, null, null));
		refused("position", new BoardEdit(null, null, null, null, null, -1, null, null, null));
		refused("names", new BoardEdit(null, null, null, null, null, null, null, Map.of("fr", "Son"), null));
		change(this.world.board, slug("a".repeat(40 - this.world.board.length()) + this.world.board));
	}

	private void refused(String field, BoardEdit edit) {
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> change(this.world.board, edit))
			.matches((bad) -> bad.field().equals(field));
	}

	@Test
	void boards_stand_in_the_order_that_was_chosen() {
		String last = this.world.board + "-last";
		this.keeping.create(this.ada, OnceKey.NONE, last, "Last", "");
		assertThat(order(this.world.board)).isLessThan(order(last));
		change(last, new BoardEdit(null, null, null, null, null, 0, null, null, null));
		change(this.world.board, new BoardEdit(null, null, null, null, null, 9_000, null, null, null));
		assertThat(order(last)).isLessThan(order(this.world.board));
	}

	private int order(String slug) {
		return this.boards.readable(null).stream().map((board) -> board.slug().value()).toList().indexOf(slug);
	}

	@Test
	void only_administrators_keep_boards() {
		for (Viewer other : List.of(this.world.mei, this.world.lin, this.world.somebody(Role.MODERATOR))) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> this.keeping.create(other, OnceKey.NONE, "mine-" + other.id().value(), "Mine", ""));
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
					() -> this.keeping.change(other, OnceKey.NONE, this.world.board, BoardEdit.named("x", "x", "x")));
		}
	}

	private void change(String board, BoardEdit edit) {
		this.keeping.change(this.ada, OnceKey.NONE, board, edit);
	}

	private static BoardEdit slug(@Nullable String slug) {
		return new BoardEdit(slug, null, null, null, null, null, null, null, null);
	}

}
