package dev.roundtable;

import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

	@Test
	void the_rooms_know_only_what_they_may_know() {
		ApplicationModules.of(RoundtableApplication.class).verify();
	}

}
