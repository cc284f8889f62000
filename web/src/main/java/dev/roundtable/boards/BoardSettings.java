package dev.roundtable.boards;

import dev.roundtable.site.Audience;

/** Everything that an administrator may set of a board. */
record BoardSettings(BoardSlug slug, String name, String description, Audience readers, Audience writers, int position,
		boolean archived, BoardTexts names, BoardTexts descriptions) {

	/** Of a board that nobody has set anything of. */
	static BoardSettings fresh(BoardSlug slug, int position) {
		return new BoardSettings(slug, "", "", Audience.EVERYONE, Audience.MEMBERS, position, false, BoardTexts.NONE,
				BoardTexts.NONE);
	}

}
