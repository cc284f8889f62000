package dev.roundtable.files;

import dev.roundtable.http.BadInput;
import dev.roundtable.http.NotFound;
import dev.roundtable.http.Once;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.AccountId;
import dev.roundtable.people.Capability;
import dev.roundtable.people.Faces;
import dev.roundtable.people.Viewer;
import dev.roundtable.people.Viewers;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** The picture that somebody shows of herself. */
@Component
class ProfilePicture {

	private final Pictures pictures;

	private final Uses uses;

	private final Faces faces;

	private final Viewers viewers;

	private final Once once;

	ProfilePicture(Pictures pictures, Uses uses, Faces faces, Viewers viewers, Once once) {
		this.pictures = pictures;
		this.uses = uses;
		this.faces = faces;
		this.viewers = viewers;
		this.once = once;
	}

	/** What its use is kept under. */
	static String holder(AccountId account) {
		return "account-" + account.value();
	}

	/**
	 * @throws BadInput on {@code picture}, as {@link Pictures#take}
	 */
	void show(Viewer viewer, OnceKey key, @Nullable MultipartFile file) {
		viewer.require(Capability.POST);
		Picture picture = this.pictures.take(viewer, file, Shape.FACE);
		this.once.write(key.asking("picture", picture.name()), () -> {
			this.faces.show(viewer, picture.name());
			this.uses.show(holder(viewer.id()), picture);
		});
		this.viewers.forget(viewer.id());
	}

	/** Shows none any more; again is no matter. */
	void remove(Viewer viewer, OnceKey key) {
		viewer.require(Capability.POST);
		this.once.write(key.asking("no picture"), () -> {
			this.faces.show(viewer, null);
			this.uses.endAtOnce(holder(viewer.id()));
		});
		this.viewers.forget(viewer.id());
	}

	/**
	 * @throws BadInput on {@code reason}, or on {@code name}, as {@link Faces#takeAway}
	 * @throws NotFound when there is no such account
	 */
	void takeAway(Viewer moderator, OnceKey key, AccountId account, @Nullable String reason) {
		moderator.require(Capability.MODERATE);
		this.once.write(key.asking("take picture of " + account.value(), reason), () -> {
			this.faces.takeAway(moderator, account, reason);
			this.uses.endAtOnce(holder(account));
		});
		this.viewers.forget(account);
	}

}
