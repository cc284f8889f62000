package dev.roundtable.forum.lists;

import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.profiles.ProfileSection;

import org.springframework.stereotype.Component;

/**
 * A person's latest topics, on her page; her own that are held among them, where she or a
 * moderator looks.
 */
@Component
class TopicsOfAPerson implements ProfileSection {

	@Override
	public String latest() {
		return """
				select 'topic' as what, t.id as number, t.title, 1 as floor, t.created_at as at
				from topics t join board_facts b on b.board_id = t.board_id
				where t.author_id = :author and %s order by t.created_at desc limit 20
				""".formatted(TopicAccess.MAY_READ);
	}

	@Override
	public String url(Row row) {
		return TopicUrl.of(TopicId.of(row.number()), row.title());
	}

}
