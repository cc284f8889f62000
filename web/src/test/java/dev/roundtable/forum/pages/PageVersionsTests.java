package dev.roundtable.forum.pages;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.roundtable.forum.PostId;
import dev.roundtable.forum.TopicDraft;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicKind;
import dev.roundtable.forum.Topics;
import dev.roundtable.forum.Votes;
import dev.roundtable.forum.editing.PostEdits;
import dev.roundtable.forum.editing.PostEdits.PostEdit;
import dev.roundtable.http.OnceKey;
import dev.roundtable.people.Role;
import dev.roundtable.people.Viewer;
import dev.roundtable.stores.StoreTest;
import dev.roundtable.stores.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What throws away a rendered page of floors, and what does not. */
@StoreTest
class PageVersionsTests {

	private final Topics topics;

	private final PostEdits edits;

	private final Votes votes;

	private final FloorList floors;

	private final TopicPages pages;

	private final RenderedFloors rendered;

	private final World world;

	PageVersionsTests(Topics topics, PostEdits edits, Votes votes, FloorList floors, TopicPages pages,
			RenderedFloors rendered, World world) {
		this.topics = topics;
		this.edits = edits;
		this.votes = votes;
		this.floors = floors;
		this.pages = pages;
		this.rendered = rendered;
		this.world = world;
	}

	@Test
	void a_reply_on_the_last_page_leaves_the_first_one_alone() {
		TopicId topic = withFloors(21);
		String first = content(topic, 1);
		String second = content(topic, 2);
		String beyond = content(topic, 99);
		reply(topic);
		assertThat(content(topic, 1)).isEqualTo(first);
		assertThat(content(topic, 2)).isNotEqualTo(second);
		assertThat(content(topic, 99)).isNotEqualTo(beyond);
	}

	@Test
	void a_reply_that_opens_a_page_is_told_to_all_because_they_link_to_it() {
		TopicId topic = withFloors(20);
		String first = content(topic, 1);
		reply(topic);
		assertThat(content(topic, 1)).isNotEqualTo(first);
	}

	@Test
	void an_edit_on_the_second_page_leaves_the_first_one_alone() {
		TopicId topic = withFloors(22);
		String first = content(topic, 1);
		String second = content(topic, 2);
		PostView post = this.floors.page(topic, 2).getFirst();
		this.edits.edit(this.world.mei, OnceKey.NONE, PostId.of(post.id()),
				new PostEdit(post.version(), null, "edited", null));
		assertThat(content(topic, 1)).isEqualTo(first);
		assertThat(content(topic, 2)).isNotEqualTo(second);
		assertThat(html(topic, 2, null)).contains("edited");
	}

	@Test
	void a_vote_counts_beside_the_content() {
		TopicId topic = withFloors(1);
		TopicPages.PageVersion before = this.pages.version(topic, 1).orElseThrow();
		this.votes.cast(this.world.jun, OnceKey.NONE, topic);
		TopicPages.PageVersion after = this.pages.version(topic, 1).orElseThrow();
		assertThat(after.content()).isEqualTo(before.content());
		assertThat(after.votes()).isEqualTo(before.votes() + 1);
	}

	@Test
	void everybody_sees_her_own_edit_links_and_nobody_elses() {
		TopicId topic = withFloors(2);
		PostId juns = this.topics.reply(this.world.jun, OnceKey.NONE, topic, "mine").post();
		String link = "/posts/" + juns.value() + "/edit";
		assertThat(html(topic, 1, null)).doesNotContain("/edit").contains("mine");
		assertThat(html(topic, 1, this.world.jun)).containsOnlyOnce("/edit").contains(link, "mine");
		assertThat(html(topic, 1, this.world.mei)).doesNotContain(link).contains("/edit");
		assertThat(html(topic, 1, this.world.lin)).doesNotContain("/edit");
		assertThat(html(topic, 1, this.world.somebody(Role.MODERATOR))).contains(link, "/hide");
		assertThat(html(topic, 1, null)).isEqualTo(html(topic, 1, this.world.lin)).doesNotContain("<!--");
	}

	@Test
	void what_somebody_wrote_moves_no_links() {
		TopicId topic = withFloors(1);
		this.topics.reply(this.world.jun, OnceKey.NONE, topic, "a <!--own--> b `<!--own-->`");
		assertThat(html(topic, 1, this.world.jun)).containsOnlyOnce("/edit");
		assertThat(html(topic, 1, null)).contains("&lt;!--own--&gt;");
	}

	private String content(TopicId topic, int page) {
		return this.pages.version(topic, page).orElseThrow().content();
	}

	private String html(TopicId topic, int page, @Nullable Viewer viewer) {
		return this.rendered.html(this.pages.topic(topic, page, viewer), viewer, Set.of(), Locale.ENGLISH);
	}

	private TopicId withFloors(int floors) {
		TopicId topic = this.topics
			.post(this.world.mei, OnceKey.NONE,
					new TopicDraft(this.world.board, TopicKind.DISCUSSION, "Talk", "Text", List.of()))
			.topic();
		for (int i = 1; i < floors; i++) {
			reply(topic);
		}
		return topic;
	}

	private void reply(TopicId topic) {
		this.topics.reply(this.world.mei, OnceKey.NONE, topic, "Text");
	}

}
