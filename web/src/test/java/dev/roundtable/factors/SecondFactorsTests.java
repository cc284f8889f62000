package dev.roundtable.factors;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.junit.jupiter.api.Test;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@StoreTest
class SecondFactorsTests {

	private final SecondFactors factors;

	private final World world;

	private final Viewer mei;

	private final String secret = Totp.random(Totp.SECRET);

	SecondFactorsTests(SecondFactors factors, World world) {
		this.factors = factors;
		this.world = world;
		this.mei = world.fan();
	}

	private List<String> on() {
		return this.factors.turnOn(this.mei, OnceKey.NONE, this.secret, Totp.code(this.secret, Instant.now()));
	}

	@Test
	void a_code_proves_that_the_app_has_the_secret_before_anything_is_asked_for() {
		for (String wrong : new String[] { "", "000000", Totp.code(Totp.random(Totp.SECRET), Instant.now()) }) {
			assertThatExceptionOfType(BadInput.class)
				.isThrownBy(() -> this.factors.turnOn(this.mei, OnceKey.NONE, this.secret, wrong))
				.withMessage("code.wrong");
		}
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.factors.turnOn(this.mei, OnceKey.NONE, "A", "123456"));
		assertThat(this.factors.isOn(this.mei.id())).isFalse();
		assertThat(on()).hasSize(10)
			.doesNotHaveDuplicates()
			.allMatch((code) -> code.matches("[A-Z2-7]{5}-[A-Z2-7]{5}"));
		assertThat(this.factors.isOn(this.mei.id())).isTrue();
	}

	@Test
	void a_second_factor_is_not_replaced_by_who_has_no_code_of_the_first() {
		on();
		String other = Totp.random(Totp.SECRET);
		assertThatExceptionOfType(BadInput.class)
			.isThrownBy(() -> this.factors.turnOn(this.mei, OnceKey.NONE, other, Totp.code(other, Instant.now())))
			.withMessage("factor.on");
		assertThat(this.factors.accepts(this.mei.id(), Totp.code(other, Instant.now()))).isFalse();
		assertThat(this.factors.left(this.mei.id())).isEqualTo(10);
	}

	@Test
	void no_code_is_taken_twice_not_even_at_once() throws InterruptedException {
		on();
		String next = Totp.code(this.secret, Instant.now().plusSeconds(30));
		Callable<Boolean> use = () -> this.factors.accepts(this.mei.id(),
				" " + next.substring(0, 3) + " " + next.substring(3));
		assertThat(World.atOnce(2, List.of(use, use))).containsExactlyInAnyOrder(true, false);
		assertThat(this.factors.accepts(this.mei.id(), Totp.code(this.secret, Instant.now()))).isFalse();
	}

	@Test
	void a_recovery_code_works_once_however_it_is_typed() {
		String code = on().getFirst();
		Viewer jun = this.world.fan();
		assertThat(this.factors.accepts(jun.id(), code)).isFalse();
		assertThat(this.factors.accepts(this.mei.id(), code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
			.isTrue();
		assertThat(this.factors.accepts(this.mei.id(), code)).isFalse();
		assertThat(this.factors.left(this.mei.id())).isEqualTo(9);
	}

	@Test
	void an_administrator_turns_it_off_and_nobody_else() {
		String code = on().getFirst();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> this.factors.turnOff(this.world.lin, OnceKey.NONE, this.mei.id()));
		assertThat(this.factors.isOn(this.mei.id())).isTrue();
		this.factors.turnOff(this.world.somebody(Role.ADMINISTRATOR), OnceKey.NONE, this.mei.id());
		assertThat(this.factors.isOn(this.mei.id())).isFalse();
		assertThat(this.factors.accepts(this.mei.id(), code)).isFalse();
	}

}
