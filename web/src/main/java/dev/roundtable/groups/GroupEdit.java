package dev.roundtable.groups;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.roundtable.http.BadInput;
import dev.roundtable.writing.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator typed into the form of a group.
 *
 * @param name of a new one; of one that is there it stays
 * @param confirm that everybody is meant to belong to it
 */
record GroupEdit(@Nullable String name, @Nullable String title, @Nullable String about, @Nullable Boolean withTeam,
		@Nullable Integer posts, @Nullable Integer days, @Nullable Integer reports, @Nullable Integer answers,
		@Nullable Integer level, @Nullable Boolean confirm) {

	static final int NAME = 40;

	static final int TITLE = 60;

	static final int ABOUT = 400;

	static final GroupEdit EMPTY = new GroupEdit("", "", "", true, null, null, null, null, null, null);

	private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{N}_-]{1," + NAME + "}");

	static GroupEdit of(Group group) {
		return new GroupEdit(group.name(), group.title(), group.about(), group.withTeam(), group.posts(), group.days(),
				group.reports(), group.answers(), group.level(), null);
	}

	/**
	 * @throws BadInput {@code group.name} on {@code name}
	 */
	String checkedName() {
		String given = (this.name != null) ? this.name : "";
		String checked = (given.length() > 4 * NAME) ? ""
				: Normalizer.normalize(given.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
		if (!SHAPE.matcher(checked).matches()) {
			throw new BadInput("name", "group.name", NAME);
		}
		return checked;
	}

	/**
	 * @throws BadInput on {@code title}
	 */
	String checkedTitle() {
		return Text.line("title", this.title, TITLE);
	}

	/**
	 * @throws BadInput on {@code about}
	 */
	String checkedAbout() {
		return (this.about == null || this.about.isBlank()) ? "" : Text.line("about", this.about, ABOUT);
	}

	boolean hasTeam() {
		return Boolean.TRUE.equals(this.withTeam);
	}

	boolean isConfirmed() {
		return Boolean.TRUE.equals(this.confirm);
	}

	/**
	 * @throws BadInput on the field of a number beyond sense
	 */
	GroupRule rule() {
		return new GroupRule(this.posts, this.days, this.reports, this.answers, this.level);
	}

}
