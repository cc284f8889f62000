package dev.roundtable.people;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class AccountsTests {

	private final Accounts accounts;

	private final ImportedAuthors imported;

	private final JdbcClient jdbc;

	private final World world;

	AccountsTests(Accounts accounts, ImportedAuthors imported, JdbcClient jdbc, World world) {
		this.accounts = accounts;
		this.imported = imported;
		this.jdbc = jdbc;
		this.world = world;
	}

	@Test
	void a_name_belongs_to_one_person_in_whatever_letters() {
		this.accounts.create("Ｍei." + this.world.board, Role.FAN);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.accounts.create("mEI." + this.world.board, Role.FAN))
			.matches((bad) -> bad.field().equals("name"));
	}

	@ParameterizedTest
	@CsvSource({ "Ada., \u0410\u0501\u0430.", "\u6797\u5de5., \u6797\u30a8.", "modern., modem.", "bill., biIl." })
	void a_name_that_looks_like_anothers_is_taken(String first, String second) {
		String corner = this.world.board.replaceAll("\\D", "");
		this.accounts.create(first + corner, Role.FAN);
		assertThatExceptionOfType(BadInput.class).isThrownBy(() -> this.accounts.create(second + corner, Role.FAN))
			.withMessage("name.taken");
	}

	@Test
	void names_that_looked_alike_before_are_both_kept() {
		String old = "m0dern." + this.world.board;
		AccountId first = this.accounts.create(old, Role.FAN);
		this.jdbc.sql("delete from name_looks where account_id = :id").param("id", first.value()).update();
		AccountId second = this.accounts.create("modern." + this.world.board, Role.FAN);
		assertThat(this.accounts.names(List.of(first, second))).hasSize(2);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.accounts.create("mOdern." + this.world.board, Role.FAN));
	}

	@Test
	void a_role_is_given_by_an_administrator_and_nobody_else_and_both_are_told_of() {
		for (Role role : Role.values()) {
			if (role != Role.ADMINISTRATOR) {
				assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> this.accounts
					.changeRole(this.world.somebody(role), OnceKey.NONE, this.world.mei.id(), Role.ENGINEER));
			}
		}
		Viewer dethroned = new Viewer(this.world.jun.id(), this.world.jun.name(), Role.ADMINISTRATOR);
		assertThatExceptionOfType(AccessDeniedException.class).as("what she was a moment ago")
			.isThrownBy(
					() -> this.accounts.changeRole(dethroned, OnceKey.NONE, this.world.mei.id(), Role.ADMINISTRATOR));
		this.accounts.changeRole(this.world.somebody(Role.ADMINISTRATOR), OnceKey.NONE, this.world.mei.id(),
				Role.ENGINEER);
		assertThat(this.accounts.team()).extracting(Person::id).contains(this.world.mei.id());
	}

	@Test
	void of_eight_registrations_of_one_name_one_succeeds() throws InterruptedException {
		Callable<Boolean> register = () -> {
			try {
				this.accounts.create("race." + this.world.board, Role.FAN);
				return true;
			}
			catch (BadInput taken) {
				return false;
			}
		};
		assertThat(World.atOnce(8, Collections.nCopies(8, register))).containsOnlyOnce(true);
	}

	@Test
	void an_imported_author_is_the_same_person_every_time() {
		AccountId first = this.imported.of(this.world.board, List.of("u1a2b3")).get("u1a2b3");
		assertThat(this.imported.of(this.world.board, List.of("u4", "u1a2b3", "u4"))).containsEntry("u1a2b3", first)
			.hasSize(2)
			.doesNotContainEntry("u4", first);
	}

	@Test
	void the_team_is_everybody_but_fans() {
		assertThat(this.accounts.team()).extracting(Person::id)
			.contains(this.world.lin.id())
			.doesNotContain(this.world.mei.id());
	}

}
