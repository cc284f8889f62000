package dev.roundtable.tracking.admin;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.roundtable.tracker.Choice;
import dev.roundtable.tracker.Field;

/**
 * What a value is probably called on the other side: by the same name, or by one of the
 * names that trackers usually have for it. A person looks at each before it is kept.
 */
final class Suggestions {

	/**
	 * Of those that stand behind the bar several mean the same there, and something else
	 * here.
	 */
	private static final Map<String, String> STATUSES = ordered("NEW",
			"new open opened todo reported backlog neu 新建 新 待处理 待办 打开 新增", "NEEDS_INFO",
			"needsinfo needinfo feedback waiting needsmoreinfo question onhold 反馈 待反馈 需要更多信息", "CONFIRMED",
			"confirmed accepted triaged acknowledged 已确认 确认 已接受 | open opened new", "PLANNED",
			"planned scheduled selectedfordevelopment ready 已计划 已安排 計畫 | accepted confirmed open new", "IN_PROGRESS",
			"inprogress doing started assigned inreview wip 进行中 处理中 進行中 | open", "FIXED",
			"fixed resolved done completed closed 已解决 已修复 完成 已完成 已关闭 已解決", "RELEASED",
			"released shipped delivered 已发布 已發佈 | closed done completed resolved fixed", "VERIFIED",
			"verified 已验证 已驗證 | closed done completed resolved fixed", "DECLINED",
			"declined rejected wontfix wontdo notplanned closednotplanned invalid cancelled canceled cannotreproduce 已拒绝 拒绝 不修复 | closed",
			"DUPLICATE",
			"duplicate duplicated closedduplicate 重复 重複 | rejected wontfix notplanned closednotplanned declined closed");

	private static final Map<String, String> SEVERITIES = ordered("CRITICAL",
			"critical blocker urgent immediate highest p0 紧急 致命 立刻 緊急", "MAJOR", "major high important p1 高 严重 嚴重",
			"NORMAL", "normal medium moderate p2 普通 中 一般", "MINOR", "minor low trivial lowest p3 低 轻微 輕微");

	private static final Map<String, String> KINDS = ordered("BUG", "bug defect error incident 错误 缺陷 錯誤", "IDEA",
			"idea feature featurerequest enhancement improvement newfeature story 功能 需求 改进", "CHORE",
			"chore task support subtask maintenance 任务 支持 任務");

	private final Map<String, String> usual;

	private final Collection<Choice> ours;

	private final Collection<Choice> theirs;

	Suggestions(Field field, Collection<Choice> ours, Collection<Choice> theirs) {
		this.usual = switch (field) {
			case STATUS -> STATUSES;
			case SEVERITY -> SEVERITIES;
			case KIND -> KINDS;
			case TITLE, DESCRIPTION, COMPONENT, ASSIGNEE, RELEASE -> Map.of();
		};
		this.ours = ours;
		this.theirs = theirs;
	}

	private static Map<String, String> ordered(String... pairs) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			map.put(pairs[i], pairs[i + 1]);
		}
		return map;
	}

	/** The word there for a value of ours; empty where none is likely. */
	String toTheirs(Choice mine) {
		return same(mine, this.theirs)
			.or(() -> Arrays.stream(this.usual.getOrDefault(mine.word(), "").split("[ |]+"))
				.filter((name) -> !name.isEmpty())
				.flatMap((name) -> this.theirs.stream().filter((choice) -> names(choice).contains(name)))
				.map(Choice::word)
				.findFirst())
			.orElse("");
	}

	/** The value of ours for a word there; empty where none is likely. */
	String toOurs(Choice yours) {
		return same(yours, this.ours)
			.or(() -> this.usual.entrySet()
				.stream()
				.filter((one) -> Arrays.asList(one.getValue().split(" \\|", 2)[0].split(" "))
					.stream()
					.anyMatch(names(yours)::contains))
				.map(Map.Entry::getKey)
				.findFirst())
			.orElse("");
	}

	private static Optional<String> same(Choice one, Collection<Choice> others) {
		return others.stream()
			.filter((other) -> names(other).stream().anyMatch(names(one)::contains))
			.map(Choice::word)
			.findFirst();
	}

	private static List<String> names(Choice choice) {
		return List.of(folded(choice.word()), folded(choice.name()));
	}

	/** Letters and digits alone, so that “Won’t fix” and “wontfix” are one. */
	private static String folded(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFKC)
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}]", "");
	}

}
