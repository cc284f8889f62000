package dev.roundtable.files;

import dev.roundtable.people.Erasure;

import org.springframework.stereotype.Component;

/** A person who is erased has no picture: within minutes its files are gone, too. */
@Component
class ErasedPictures implements Erasure {

	private final Uses uses;

	ErasedPictures(Uses uses) {
		this.uses = uses;
	}

	@Override
	public String step() {
		return "pictures";
	}

	@Override
	public Turn turn() {
		return Turn.TRACES;
	}

	@Override
	public long erase(Who person, long from) {
		this.uses.endAtOnce(ProfilePicture.holder(person.id()));
		return DONE;
	}

}
