package dev.roundtable.forum.authors;

import dev.roundtable.forum.TopicAccess;
import dev.roundtable.forum.TopicId;
import dev.roundtable.forum.TopicUrl;
import dev.roundtable.profiles.ProfileSection;

import org.springframework.stereotype.Component;

/**
 * A person's latest replies, on her page; what is held is not there, not even for
 * herself.
 */
@Component
class RepliesOfAPerson implements ProfileSection {

	@Override
	public String latest() {
		return """
				select case when p.accepted then 'accepted' else 'post' end as what, t.id as number, t.title, p.floor,
				       p.created_at as at
				from posts p join topics t on t.id = p.topic_id join board_facts b on b.board_id = t.board_id
				where p.author_id = :author and p.floor > 1
				and not exists (select 1 from post_holds h where h.post_id = p.id)
				and %s order by p.created_at desc limit 20
				""".formatted(TopicAccess.MAY_READ);
	}

	@Override
	public String url(Row row) {
		return TopicUrl.of(TopicId.of(row.number()), row.title(), row.floor());
	}

}
