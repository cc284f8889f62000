package dev.roundtable.profiles;

import org.springframework.stereotype.Component;

/** For templates: how much may be typed, as {@code @profileLengths}. */
@Component
class ProfileLengths {

	public int getAbout() {
		return ProfileEdit.ABOUT;
	}

	public int getBadge() {
		return ProfileEdit.BADGE;
	}

	public int getModel() {
		return ProfileEdit.MODEL;
	}

	public int getBuild() {
		return ProfileEdit.BUILD;
	}

}
