package dev.roundtable.people;

import java.util.ArrayList;
import java.util.List;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.CursorPage;
import dev.roundtable.stores.StoreTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How administrators find one of thousands. */
@StoreTest
class PeopleListTests {

	private final Accounts accounts;

	private final PeopleList people;

	PeopleListTests(Accounts accounts, PeopleList people) {
		this.accounts = accounts;
		this.people = people;
	}

	private static List<String> names(CursorPage<Accounts.Profile> page) {
		return page.items().stream().map((profile) -> profile.person().name()).toList();
	}

	@Test
	void everybody_is_on_one_page_or_another_the_team_first() {
		List<String> made = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			made.addFirst("crowded_%03d".formatted(i));
			this.accounts.create(made.getFirst(), Role.FAN);
		}
		this.accounts.create("crowded_team", Role.ENGINEER);
		made.addFirst("crowded_team");
		List<String> seen = new ArrayList<>();
		String cursor = null;
		do {
			CursorPage<Accounts.Profile> page = this.people.page("crowded_", null, cursor);
			assertThat(page.items()).hasSizeLessThanOrEqualTo(50);
			seen.addAll(names(page));
			cursor = page.next();
		}
		while (cursor != null);
		assertThat(seen).containsExactlyElementsOf(made);
	}

	@Test
	void somebody_is_found_by_any_part_of_her_name_and_by_her_role() {
		this.accounts.create("Needle_In_Hay", Role.PRODUCT_MANAGER);
		this.accounts.create("needle_of_a_fan", Role.FAN);
		assertThat(names(this.people.page("LE_IN", null, null))).containsExactly("Needle_In_Hay");
		assertThat(names(this.people.page("ｎｅｅｄｌｅ", null, null))).containsExactly("Needle_In_Hay", "needle_of_a_fan");
		assertThat(names(this.people.page("needle", Role.FAN, null))).containsExactly("needle_of_a_fan");
		assertThat(names(this.people.page("needle%hay", null, null))).as("no pattern").isEmpty();
		assertThat(names(this.people.page("x".repeat(300), null, null))).as("nobody is called so").isEmpty();
	}

	@Test
	void a_cursor_that_nobody_gave_out_is_refused() {
		for (String garbage : List.of("x", "1", "1-", "1-x", "9999999999999999999-1")) {
			assertThatThrownBy(() -> this.people.page("", null, garbage)).as(garbage).isInstanceOf(BadInput.class);
		}
	}

}
