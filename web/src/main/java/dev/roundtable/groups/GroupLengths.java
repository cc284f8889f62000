package dev.roundtable.groups;

import org.springframework.stereotype.Component;

/** For templates: how much may be typed, as {@code @groupLengths}. */
@Component
class GroupLengths {

	public int getName() {
		return GroupEdit.NAME;
	}

	public int getTitle() {
		return GroupEdit.TITLE;
	}

	public int getAbout() {
		return GroupEdit.ABOUT;
	}

	public int getReason() {
		return GroupKeeping.REASON;
	}

}
