package dev.roundtable.boards;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What an administrator typed into the settings of a board. */
record BoardForm(String slug, String name, String description, String readers, String writers,
		@Nullable Integer position, @Nullable Boolean archived, String nameHans, String nameHant, String nameEn,
		String aboutHans, String aboutHant, String aboutEn) {

	static final BoardForm EMPTY = new BoardForm("", "", "", "everyone", "members", null, false, "", "", "", "", "",
			"");

	BoardForm {
		slug = orEmpty(slug);
		name = orEmpty(name);
		description = orEmpty(description);
		readers = (readers != null) ? readers : "everyone";
		writers = (writers != null) ? writers : "members";
		nameHans = orEmpty(nameHans);
		nameHant = orEmpty(nameHant);
		nameEn = orEmpty(nameEn);
		aboutHans = orEmpty(aboutHans);
		aboutHant = orEmpty(aboutHant);
		aboutEn = orEmpty(aboutEn);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	static BoardForm of(BoardSettings board) {
		BoardTexts names = board.names();
		BoardTexts about = board.descriptions();
		return new BoardForm(board.slug().value(), board.name(), board.description(), board.readers().key(),
				board.writers().key(), board.position(), board.archived(), orEmpty(names.simplified()),
				orEmpty(names.traditional()), orEmpty(names.english()), orEmpty(about.simplified()),
				orEmpty(about.traditional()), orEmpty(about.english()));
	}

	/** A new board. */
	BoardEdit board() {
		return BoardEdit.named(slug(), name(), description()).readBy(readers(), writers());
	}

	/** All settings of one that is there. */
	BoardEdit edit() {
		return new BoardEdit(slug(), name(), description(), readers(), writers(), position(),
				Boolean.TRUE.equals(archived()), byLanguage(nameHans(), nameHant(), nameEn()),
				byLanguage(aboutHans(), aboutHant(), aboutEn()));
	}

	private static Map<String, String> byLanguage(String simplified, String traditional, String english) {
		return new HashMap<>(Map.of("zh-Hans", simplified, "zh-Hant", traditional, "en", english));
	}

}
