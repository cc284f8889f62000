package dev.roundtable.benchmark;

/** What is measured, in this order. Writes come last: they change what is read. */
enum Scenario {

	STATIC("the topic page as a file", 16), TOPIC("topic page, anonymous", 16), HOME("home, anonymous", 16),
	TOPIC_SIGNED_IN("topic page, signed in", 16), HOME_SIGNED_IN("home, signed in", 16),
	TASKS("/tasks, anonymous", 16), TASKS_TEAM("/tasks, team", 16),

	/** Whatever a list can be asked for, and no answer is given twice. */
	LIST_FILTERED("the list, any filter and order", 16),

	LIST_VOTE("vote by API", 16),

	/** The same words, asked of the engine itself: what searching costs without us. */
	SEARCH_ENGINE("bare engine, same words", 16),

	SEARCH("search, anonymous", 16),

	/** The same words, and no answer is given twice. */
	SEARCH_ANEW("search, each made anew", 16),

	SEARCH_SUGGEST("suggestions, anonymous", 16),
	REPLY_API_8("reply by API, 8 clients", 8), REPLY_API_64("reply by API, 64 clients", 64),
	REPLY_FORM("reply by form", 16);

	private final String title;

	private final int clients;

	Scenario(String title, int clients) {
		this.title = title;
		this.clients = clients;
	}

	String title() {
		return this.title;
	}

	int clients() {
		return this.clients;
	}

	boolean needsEngine() {
		return switch (this) {
			case SEARCH_ENGINE, SEARCH, SEARCH_ANEW, SEARCH_SUGGEST -> true;
			default -> false;
		};
	}

	/** The status of the answer that is meant. */
	int status() {
		return switch (this) {
			case REPLY_API_8, REPLY_API_64 -> 201;
			case REPLY_FORM -> 302;
			case LIST_VOTE -> 204;
			default -> 200;
		};
	}

}
