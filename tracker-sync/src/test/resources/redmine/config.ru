# Debian's Redmine with tables and data of its own, made before the first request.
require '/usr/share/redmine/config/environment'

# Mail would be made by threads that keep the database from the others.
ActiveJob::Base.queue_adapter = :inline
ActionMailer::Base.perform_deliveries = false

ActiveRecord::Base.connection.execute('PRAGMA journal_mode=WAL')
ActiveRecord::Migration.verbose = false
ActiveRecord::Base.connection.migration_context.migrate
ActiveRecord::Base.connection.schema_cache.clear!
ActiveRecord::Base.descendants.each(&:reset_column_information)
Redmine::DefaultData::Loader.load('en')
Setting.rest_api_enabled = '1'
Setting.notified_events = []

def account(login, admin)
  user = User.new(firstname: login.capitalize, lastname: 'Test', mail: "#{login}@example.test", language: 'en')
  user.login = login
  user.password = user.password_confirmation = SecureRandom.hex(16)
  user.admin = admin
  user.save!
  user
end

def project(identifier, is_public)
  made = Project.new(name: identifier.capitalize, is_public: is_public, enabled_module_names: %w[issue_tracking])
  made.identifier = identifier
  made.trackers = Tracker.all
  made.save!
  made
end

robot = account('robot', true)
dora = account('dora', false)
rita = account('rita', false)
buglist = project('buglist', true)
hidden = project('hidden', false)
crowd = project('crowd', true)
manager, _, reporter = Role.where(builtin: 0).order(:position).to_a
Member.create!(project: buglist, principal: dora, roles: [manager])
Member.create!(project: buglist, principal: rita, roles: [reporter])
Version.create!(project: buglist, name: '2.4.1')
IssueCategory.create!(project: buglist, name: 'Audio')

field = IssueCustomField.new(name: 'External ID', field_format: 'string', is_filter: true, is_for_all: true)
field.trackers = Tracker.all
field.save!
idle = IssueCustomField.new(name: 'Remark', field_format: 'string', is_filter: false, is_for_all: true)
idle.trackers = Tracker.all
idle.save!

# More than a page, all of one second, as after a change of many at once.
first = Issue.create!(project: crowd, tracker: Tracker.first, author: robot, subject: 'one of many')
moment = 1.hour.ago.change(usec: 0)
row = first.attributes.except('id', 'root_id', 'lft', 'rgt')
Issue.insert_all((2..230).map { |n| row.merge('subject' => "one of many #{n}", 'root_id' => nil) })
Issue.where(project_id: crowd.id).update_all('root_id = id, lft = 1, rgt = 2')
Issue.where(project_id: crowd.id).update_all(updated_on: moment, created_on: moment)

File.write(File.join(ENV['HOME'], 'seeded.json'), {
  robot: robot.api_key, dora: dora.api_key, rita: rita.api_key, field: field.id, idle: idle.id, ritaId: rita.id
}.to_json)

run Rails.application
