package dev.roundtable.people;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class AccountsTests {

	private final Accounts accounts;

	private final World world;

	AccountsTests(Accounts accounts, World world) {
		this.accounts = accounts;
		this.world = world;
	}

	@Test
	void a_name_belongs_to_one_person_in_whatever_letters() {
		this.accounts.create("Ｍei." + this.world.board, null, Role.FAN);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.accounts.create("mEI." + this.world.board, null, Role.FAN))
			.matches((bad) -> bad.field().equals("name"));
	}

	@Test
	void of_eight_registrations_of_one_name_one_succeeds() throws InterruptedException {
		Callable<Boolean> register = () -> {
			try {
				this.accounts.create("race." + this.world.board, null, Role.FAN);
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
		AccountId first = this.accounts.imported(this.world.board, "u1a2b3", Instant.EPOCH);
		assertThat(this.accounts.imported(this.world.board, "u1a2b3", Instant.EPOCH)).isEqualTo(first);
		assertThat(this.accounts.imported(this.world.board, List.of("u1a2b3", "u4")).get("u1a2b3")).isEqualTo(first);
	}

	@Test
	void the_team_is_everybody_but_fans() {
		assertThat(this.accounts.team()).extracting(Person::id)
			.contains(this.world.lin.id())
			.doesNotContain(this.world.mei.id());
	}

}
