package dev.roundtable.forum;

import java.nio.charset.StandardCharsets;

import org.springframework.web.util.UriUtils;

/** The address of a board's page, as it may stand in a header. */
final class BoardUrl {

	private BoardUrl() {
	}

	static String of(BoardSlug slug) {
		return "/b/" + encoded(slug);
	}

	static String encoded(BoardSlug slug) {
		return UriUtils.encodePathSegment(slug.value(), StandardCharsets.UTF_8);
	}

}
