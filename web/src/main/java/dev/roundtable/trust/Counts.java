package dev.roundtable.trust;

/** What was counted of one person, a number for each {@link Measure}. */
record Counts(int topics, int posts, int days, int given, int received, int repliers, int accepted) {

	static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0, 0);

	int of(Measure measure) {
		return switch (measure) {
			case TOPICS -> this.topics;
			case POSTS -> this.posts;
			case DAYS -> this.days;
			case GIVEN -> this.given;
			case RECEIVED -> this.received;
			case REPLIERS -> this.repliers;
			case ACCEPTED -> this.accepted;
		};
	}

}
