package dev.roundtable.credentials;

import dev.roundtable.people.Erasure;

import org.springframework.stereotype.Component;

/** Nobody comes in as a person who is erased. */
@Component
class ErasedSignIns implements Erasure {

	private final PuttingOut puttingOut;

	ErasedSignIns(PuttingOut puttingOut) {
		this.puttingOut = puttingOut;
	}

	@Override
	public String step() {
		return "sign-ins";
	}

	@Override
	public Turn turn() {
		return Turn.ACCESS;
	}

	@Override
	public long erase(Who person, long from) {
		this.puttingOut.everybody(person.id());
		return DONE;
	}

}
