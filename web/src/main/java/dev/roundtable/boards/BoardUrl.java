package dev.roundtable.boards;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/** The address of a board's page, as it may stand in a header. */
public final class BoardUrl {

	private BoardUrl() {
	}

	public static String of(BoardSlug slug) {
		return "/b/" + encoded(slug);
	}

	static String encoded(BoardSlug slug) {
		return UriUtils.encodePathSegment(slug.value(), StandardCharsets.UTF_8);
	}

}
