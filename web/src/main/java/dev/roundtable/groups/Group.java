package dev.roundtable.groups;

import org.jspecify.annotations.Nullable;

/**
 * A group.
 *
 * @param name the end of its audience
 * @param title what people read
 * @param withTeam whether who works here belongs to it, too
 * @param members without those
 */
record Group(long id, String name, String title, String about, boolean withTeam, @Nullable Integer posts,
		@Nullable Integer days, @Nullable Integer reports, @Nullable Integer answers, @Nullable Integer level,
		long version, long members) {

	/** For templates and for who applies it. */
	public GroupRule rule() {
		return new GroupRule(this.posts, this.days, this.reports, this.answers, this.level);
	}

}
