package dev.roundtable.queries;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names by which search and the list are narrowed, in the languages of the site: one
 * thing has one name in both. Which of them it understands is for the room that is asked.
 */
public enum Operator {

	IN("in", "board", "component", "版块", "板块", "看板"), BY("by", "author", "作者"), KIND("kind", "类型", "類型"), IS("is", "是"),
	STATUS("status", "状态", "狀態"), FIXED_IN("fixed-in", "修复于", "修復於"), BUILD("build", "版本"), TAG("tag", "标签", "標籤"),
	HAS("has", "有", "含"), PEOPLE("people", "人数", "人數"), BEFORE("before", "早于", "早於"), AFTER("after", "晚于", "晚於"),
	YEAR("year", "年份"), TYPE("type", "范围", "範圍"),

	/** The floors of one topic. */
	TOPIC("topic", "话题", "話題"),

	ASSIGNEE("assignee", "负责人", "負責人"), ORIGIN("origin", "来源", "來源"), SEVERITY("severity", "严重程度", "嚴重程度"),
	VOTES("votes", "票数", "票數"), UPDATED("updated", "更新于", "更新於"), AUDIENCE("audience", "可见", "可見"), SORT("sort", "排序");

	private final List<String> names;

	Operator(String... names) {
		this.names = List.of(names);
	}

	/** As it is written where nobody has written it yet. */
	public String written() {
		return this.names.getFirst();
	}

	public static Optional<Operator> of(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return Arrays.stream(values()).filter((operator) -> operator.names.contains(lower)).findFirst();
	}

}
