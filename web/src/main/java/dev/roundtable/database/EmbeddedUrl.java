package dev.roundtable.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of an H2 file, with the settings that Roundtable needs of it. */
public final class EmbeddedUrl {

	private static final Pattern FILE = Pattern.compile("jdbc:h2:file:([^;]+)(.*)");

	/** A connection keeps 8 parsed statements by itself, and a reply alone has more. */
	private static final String PARSED = "QUERY_CACHE_SIZE=256";

	/**
	 * H2 2.4.240 gives the same answer again to a statement that reads a view within a
	 * query of its own, whatever the transaction has changed in between.
	 */
	private static final String READ_ANEW = "OPTIMIZE_REUSE_RESULTS=0";

	private static final List<String> NEEDED = List.of("MODE=PostgreSQL", "DATABASE_TO_LOWER=TRUE",
			"DEFAULT_NULL_ORDERING=HIGH", "TRACE_LEVEL_FILE=0", PARSED, READ_ANEW);

	/** When something is written is decided by {@link GroupCommit} alone. */
	private static final Set<String> OURS = Set.of("WRITE_DELAY", "RETENTION_TIME");

	private EmbeddedUrl() {
	}

	/** For a file, named without its {@code .mv.db}. */
	public static String of(Path file) {
		return complete("jdbc:h2:file:" + file);
	}

	/** Where its file is; empty where it is another database. */
	public static Optional<Path> folder(String url) {
		return isEmbedded(url) ? Optional.ofNullable(file(url).toAbsolutePath().getParent()) : Optional.empty();
	}

	static boolean isEmbedded(String url) {
		return FILE.matcher(url).matches();
	}

	static Path file(String url) {
		return Path.of(matched(url).group(1) + ".mv.db");
	}

	/** What is given stays, what is needed is added, what would break is left out. */
	static String complete(String url) {
		Matcher parts = matched(url);
		List<String> settings = new ArrayList<>();
		for (String given : parts.group(2).split(";")) {
			if (!given.isBlank() && !OURS.contains(name(given))) {
				settings.add(given);
			}
		}
		for (String needed : NEEDED) {
			if (settings.stream().noneMatch((given) -> name(given).equals(name(needed)))) {
				settings.add(needed);
			}
		}
		return "jdbc:h2:file:" + parts.group(1) + ";" + String.join(";", settings);
	}

	private static String name(String setting) {
		return setting.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
	}

	private static Matcher matched(String url) {
		Matcher parts = FILE.matcher(url);
		if (!parts.matches()) {
			throw new IllegalArgumentException("Not the address of an H2 file: " + url);
		}
		return parts;
	}

}
